import { addDays, dayOf, isoOf, periodsOf, plural } from '@gradus/rules'
import { followedOf } from '../schedule/facts/followed.ts'
import type { YearDecision } from './decisions.ts'
import { nextYearsDay, within } from './holidays.ts'
import type { Situation } from './situation.ts'

/** A holiday of the ending year with the day on which it would come again. */
export interface HolidayOffer {
  readonly fromId: string
  readonly name: string
  readonly fromOn: string
  readonly points: number
  readonly onDay: string
  readonly why: 'date' | 'weekday'
  /** Of the whole institution, whose next year is not this program's to write. */
  readonly isShared: boolean
  /** Next year has one of this name already. */
  readonly isThere: boolean
}

/** Holidays of the ending year as they come again, each name once. */
export function holidayOffers({ holidays, ending, next }: Situation): HolidayOffer[] {
  const coming = holidays.filter(({ onDay }) => within(dayOf(onDay), next))
  const names = new Set(coming.map(({ name }) => name.toLowerCase()))
  const days = new Set(coming.map(({ onDay }) => onDay))
  return holidays
    .filter(({ onDay }) => within(dayOf(onDay), ending))
    .map((holiday) => {
      const { on, why } = nextYearsDay(dayOf(holiday.onDay))
      const onDay = isoOf(on)
      const { id, name, points } = holiday
      const isThere = names.has(name.toLowerCase()) || days.has(onDay)
      const isShared = holiday.programId === null
      return { fromId: id, name, fromOn: holiday.onDay, points, onDay, why, isShared, isThere }
    })
}

const wishesBeforeDays = 120
const leastDaysToAnswer = 14

/** What is usual: a draft where there is none, wishes until four months before the year, the program's own holidays. */
export function usualYear(situation: Situation): YearDecision {
  const { drafts, isPublished, deadline, next, today, program } = situation
  const until = Math.max(next.startOn - wishesBeforeDays, addDays(today, leastDaysToAnswer))
  const asks = !isPublished && (deadline?.dueOn ?? null) === null && until < next.startOn
  return {
    draft: { make: drafts.length === 0 && !isPublished, name: `${program.shortName} ${next.label}`, from: 'record' },
    wishesUntil: asks ? isoOf(until) : null,
    holidays: holidayOffers(situation).map(({ fromId, onDay, isShared, isThere }) => ({
      fromId,
      onDay,
      take: !isThere && !isShared,
    })),
  }
}

/** What goes on by itself, so that nobody looks for a place to carry it. */
export function goesOn(situation: Situation): string[] {
  const { next, curriculum, pools, program } = situation
  return [
    calendarWords(situation),
    curriculum === undefined
      ? `${program.name} has no curriculum for ${next.label}; import its definition first.`
      : `The curriculum in force on the first day is “${curriculum.definition.version.label}”. Trainees keep the version of their class.`,
    pools.length === 0
      ? 'No call pool asks for trainees of this program.'
      : `Call goes on without a change: ${pools.map(({ name }) => name).join(', ')}. Examinations and courses around which call is kept away are entered anew each year.`,
    'Unused time away comes along by the program’s settings; allowances begin anew with the year.',
  ]
}

function calendarWords({ curriculum, next, yearStartsOn }: Situation): string {
  if (curriculum === undefined) return `Without a definition ${next.label} has no calendar.`
  const { calendar } = followedOf(curriculum, yearStartsOn).facts
  const unit = { months: 'month', blocks: 'block', weeks: 'week', custom: 'period' }[calendar.kind]
  return `The calendar of ${next.label} follows from the definition: ${plural(periodsOf(calendar, next).length, unit)}.`
}

/** What the definition approves against who comes. */
export interface Positions {
  readonly approved: number | null
  readonly note: string | null
  readonly filled: number
  readonly entryLevel: string | null
  readonly sentence: string
}

/** Everybody who begins next year at the first level takes one of its positions. */
export function positionsOf({ curriculum, next }: Situation, entryLevels: readonly string[]): Positions {
  const approved = curriculum?.definition.positions?.perYear ?? null
  const entryLevel = curriculum?.definition.levels[0]?.id ?? null
  const filled = entryLevels.filter((level) => level === entryLevel).length
  return {
    approved,
    note: curriculum?.definition.positions?.note ?? null,
    filled,
    entryLevel,
    sentence: positionWords(approved, filled, next.label),
  }
}

function positionWords(approved: number | null, filled: number, label: string): string {
  if (approved === null)
    return `${plural(filled, 'trainee')} begin in ${label}. The definition does not say how many positions there are.`
  const known = `${filled} of ${plural(approved, 'position')} of ${label} ${filled === 1 ? 'is' : 'are'} filled`
  if (filled < approved) return `${known}; ${approved - filled} ${approved - filled === 1 ? 'is' : 'are'} empty.`
  return filled === approved ? `${known}.` : `${known}: ${filled - approved} more than the definition says.`
}
