import { dayOf } from '@gradus/rules'
import { groupBy } from '../../../platform/group-by.ts'
import type { CallChanged } from './schema.ts'
import type { Assignment, Pool, Shift } from './store.ts'
import { shortDay } from './words.ts'

/** A row as it goes, with what it is called. */
export interface Names {
  readonly pools: ReadonlyMap<string, Pool>
  readonly shifts: ReadonlyMap<string, Shift>
  readonly people: ReadonlyMap<string, string>
}

type TraitsOf = (change: Omit<CallChanged, 'traits' | 'sentence'>) => string[]

/** What became different, shift by shift: who took over from whom. */
export function changesInWords(
  removed: readonly Assignment[],
  added: readonly Assignment[],
  { pools, shifts, people }: Names,
  traitsOf: TraitsOf = () => [],
): CallChanged[] {
  const placeOf = ({ poolId, shiftId, onDay }: Assignment): string => `${onDay} ${poolId} ${shiftId}`
  const gone = groupBy(removed, placeOf)
  const come = groupBy(added, placeOf)
  const places = [...new Set([...gone.keys(), ...come.keys()])].toSorted()
  return places.flatMap((place) => {
    const same = (a: Assignment) => (b: Assignment) =>
      a.personId === b.personId && +a.startAt === +b.startAt && +a.endAt === +b.endAt
    const before = (gone.get(place) ?? []).filter((row) => !(come.get(place) ?? []).some(same(row)))
    const after = (come.get(place) ?? []).filter((row) => !(gone.get(place) ?? []).some(same(row)))
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index): CallChanged => {
      const from = before[index]
      const to = after[index]
      const { poolId, shiftId, onDay } = (from ?? to)!
      const change = {
        poolId,
        shiftId,
        onDay,
        fromPersonId: from?.personId ?? null,
        toPersonId: to?.personId ?? null,
      }
      const what = `${shortDay(dayOf(onDay))}, ${shifts.get(shiftId)?.name ?? pools.get(poolId)?.name ?? 'call'}`
      const [was, is] = [from, to].map((row) => (row ? (people.get(row.personId) ?? 'somebody') : null))
      const sentence =
        was && is ? `${what}: ${is} instead of ${was}.` : is ? `${what}: ${is}.` : `${what}: ${was ?? ''} no longer.`
      return { ...change, sentence, traits: traitsOf(change) }
    })
  })
}
