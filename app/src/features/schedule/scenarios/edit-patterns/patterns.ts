import { type DateRange, dayOf, MONTH_NAMES, weekdayOf } from '@gradus/rules'
import { groupBy } from '../../../../platform/group-by.ts'
import { type ReasonKind, reasonNames } from '../reason-kinds.ts'

/** A change by hand with its reason, as patterns look at it. */
export interface Changed {
  readonly id: string
  readonly programId: string
  readonly personId: string
  readonly startOn: string
  readonly endOn: string
  readonly from: string | null
  readonly to: string | null
  readonly kind: ReasonKind
  readonly againstRules: boolean
}

export interface Pattern {
  readonly key: string
  readonly sentence: string
  readonly count: number
  readonly reasonIds: string[]
}

const fewest = 2
/** So large a part of the changes makes a circumstance part of the pattern. */
const share = 0.6
const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']

/** Changes that come again: the same rotation left or taken for the same reason, with the circumstance that most of them share. */
export function patternsOf(changes: readonly Changed[], awayOf: ReadonlyMap<string, readonly DateRange[]>): Pattern[] {
  const found = changes.flatMap((change) => [
    ...(change.from === null ? [] : [{ change, what: `Moved off ${change.from}` }]),
    ...(change.to === null ? [] : [{ change, what: `Put on ${change.to}` }]),
  ])
  const groups = groupBy(found, ({ change, what }) => JSON.stringify([change.programId, what, change.kind]))
  return [...groups]
    .filter(([, group]) => group.length >= fewest)
    .map(([key, group]) => {
      const own = group.map(({ change }) => change)
      return {
        key,
        sentence: inWords(group[0]!.what, own, awayOf),
        count: own.length,
        reasonIds: own.map(({ id }) => id),
      }
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
}

function inWords(what: string, own: readonly Changed[], awayOf: ReadonlyMap<string, readonly DateRange[]>): string {
  const when = circumstance(own, awayOf)
  const [first] = own
  const against = own.filter(({ againstRules }) => againstRules).length
  const rules =
    against === 0
      ? ''
      : against === own.length
        ? ' Each was against a rule.'
        : ` ${against} ${against === 1 ? 'was' : 'were'} against a rule.`
  return `${what} ${own.length} times${when === null ? '' : `, mostly ${when}`}: ${lower(reasonNames[first?.kind ?? 'other'])}.${rules}`
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** What most of the changes have in common, the most telling first. */
function circumstance(own: readonly Changed[], awayOf: ReadonlyMap<string, readonly DateRange[]>): string | null {
  const told = (of: (change: Changed) => string | null): string | null => {
    const counts = new Map<string, number>()
    for (const change of own) {
      const words = of(change)
      if (words !== null) counts.set(words, (counts.get(words) ?? 0) + 1)
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1])
    return best !== undefined && best[1] >= own.length * share ? best[0] : null
  }
  return told((change) => besideAbsence(change, awayOf)) ?? told(shortDays) ?? told(sameMonth)
}

const nearDays = 7

function besideAbsence(
  { personId, startOn, endOn }: Changed,
  awayOf: ReadonlyMap<string, readonly DateRange[]>,
): string | null {
  const [first, last] = [dayOf(startOn), dayOf(endOn)]
  const away = awayOf.get(personId) ?? []
  if (away.some((leave) => leave.endOn < first && first - leave.endOn <= nearDays)) return 'in the week after time away'
  return away.some((leave) => leave.startOn > last && leave.startOn - last <= nearDays)
    ? 'in the week before time away'
    : null
}

/** Single days are told by their weekday; a whole week begins on the same one every time. */
const shortDays = ({ startOn, endOn }: Changed): string | null =>
  dayOf(endOn) - dayOf(startOn) < 3 ? `on ${weekdays[weekdayOf(dayOf(startOn)) - 1]}` : null

const sameMonth = ({ startOn }: Changed): string | null => `in ${MONTH_NAMES[Number(startOn.slice(5, 7)) - 1]}`
