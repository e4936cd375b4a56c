import { calendarProblems } from '@gradus/rules'
import { calendarSpec } from '../requirements.ts'
import type { Definition } from '../definition/definition.ts'
import type { PlacedSentence } from '../problem.ts'
import { calendarUnit, inYears } from '../time.ts'
import { lengthWords } from '../words.ts'

const lengthProblem = ({ calendar, length, levels }: Definition): PlacedSentence[] => {
  const years = Math.ceil(inYears(length.amount, length.unit, calendar) - 1e-9)
  if (years === levels.length) return []
  const has = levels.length === 1 ? '1 level is' : `${levels.length} levels are`
  return [
    {
      path: ['levels'],
      sentence: `A program of ${lengthWords(length.amount, length.unit)} has ${lengthWords(years, 'years').replace('year', 'level')}, one for each year, but ${has} named.`,
    },
  ]
}

/** Amounts in the calendar's own unit must be made of its periods: a half only fits where a week is split. */
const halfProblems = (definition: Definition): PlacedSentence[] =>
  definition.requirements.flatMap((requirement, index): PlacedSentence[] => {
    if (requirement.kind !== 'rotation' || requirement.amount.unit !== calendarUnit(definition.calendar)) return []
    const { exactly, atLeast, atMost, byLevel = {}, unit } = requirement.amount
    const totals = [exactly, atLeast, atMost].filter((value) => value !== undefined)
    const halvesAt = Object.entries(byLevel).filter(([, value]) => !Number.isInteger(value))
    const canSplit = (level: string): boolean => {
      const spec = calendarSpec(definition, level)
      return spec.kind === 'weeks' && (spec.splitWeeks ?? []).length > 0
    }
    const levels = requirement.levels ?? definition.levels.map(({ id }) => id)
    const unplaced = [
      ...halvesAt
        .filter(([level]) => !canSplit(level))
        .map(([level, value]) => `${lengthWords(value, unit)} at ${level}`),
      ...totals
        .filter((value) => !Number.isInteger(value) && !levels.some(canSplit))
        .map((value) => lengthWords(value, unit)),
    ]
    return unplaced.map((words) => ({
      path: ['requirements', index, 'amount'],
      sentence: `${words} cannot be scheduled on this calendar; ${unit === 'weeks' ? 'split a week there with “splitWeeks”' : `use whole ${unit} or another calendar`}.`,
    }))
  })

/** Calendars that do not cover the year, and lengths and amounts that do not fit the calendar. */
export const calendarFit = (definition: Definition): PlacedSentence[] => {
  const sentences = definition.levels.flatMap(({ id }) => calendarProblems(calendarSpec(definition, id)))
  return [
    ...[...new Set(sentences)].map((sentence) => ({ path: ['calendar'], sentence })),
    ...lengthProblem(definition),
    ...halfProblems(definition),
  ]
}
