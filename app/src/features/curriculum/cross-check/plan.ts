import { levelYears, timeBounds } from '../counted.ts'
import type { Definition } from '../definition/definition.ts'
import type { PlacedSentence } from '../problem.ts'
import { inYears, unitsPerYear } from '../time.ts'
import { amountWords, lengthWords } from '../words.ts'

const TINY = 1e-9

/** A plan fills each level's year exactly, uses rotations only where they are open and keeps every requirement. */
export const planProblems = (definition: Definition): PlacedSentence[] => {
  const { plan, calendar, levels } = definition
  if (!plan) return []
  const perYear = unitsPerYear(plan.unit, calendar)
  const words = (years: number): string => lengthWords(Math.round(years * perYear * 100) / 100, plan.unit)
  const planned = (rotationIds: readonly string[], atLevels: readonly number[]): number => {
    const rows = plan.rows.filter(({ rotation }) => rotationIds.includes(rotation))
    const amounts = rows.flatMap(({ byLevel }) => atLevels.map((level) => byLevel[levels[level]!.id] ?? 0))
    return inYears(
      amounts.reduce((sum, amount) => sum + amount, 0),
      plan.unit,
      calendar,
    )
  }
  const everyRotation = definition.rotations.map(({ id }) => id)
  const unfilled = levelYears(definition).flatMap((years, level) => {
    const given = planned(everyRotation, [level])
    if (Math.abs(given - years) < TINY) return []
    return [{ path: ['plan'], sentence: `The plan gives ${levels[level]!.id} ${words(given)} of ${words(years)}.` }]
  })
  const closed = plan.rows.flatMap(({ rotation: id, byLevel }, index) => {
    const open = definition.rotations.find((rotation) => rotation.id === id)?.levels
    return Object.entries(byLevel)
      .filter(([level, amount]) => amount > 0 && open !== undefined && !open.includes(level))
      .map(([level]) => ({
        path: ['plan', 'rows', index, 'byLevel', level],
        sentence: `“${id}” is not open to ${level}.`,
      }))
  })
  const broken = timeBounds(definition).flatMap((bound) => {
    const given = planned(bound.rotationIds, bound.levels)
    if (given >= bound.min - TINY && (bound.max === null || given <= bound.max + TINY)) return []
    const { title, amount } = bound.requirement
    return [{ path: ['plan'], sentence: `The plan gives ${words(given)} to “${title}” (${amountWords(amount)}).` }]
  })
  return [...unfilled, ...closed, ...broken]
}
