import type { Barred, Shift as SolverShift } from '@gradus/solver'
import { groupBy } from '../../../platform/group-by.ts'
import type { CallFacts } from './facts.ts'
import type { Assignment, Shift } from './store.ts'
import { layerOf, mayShareDay } from './together.ts'

/** Shifts that one person holds on one day, as the solver's problem has them: each such group is a shift of its own. */
export interface Together {
  /** The solver's name of calls of one day; null of none. */
  readonly keyFor: (calls: readonly Pick<Assignment, 'shiftId'>[]) => string | null
  /** The solver's shifts with those that are several after them. */
  readonly add: (shifts: readonly SolverShift[]) => SolverShift[]
  readonly shiftsOf: ReadonlyMap<string, readonly Shift[]>
  /** On which days of a line nobody is to hold what is held somewhere already, though the pools do not say that it may be. */
  readonly apart: (line: readonly (string | null)[]) => Barred[]
}

/** The solver knows so many shifts. */
const mostShifts = 100

const groupKey = (ids: readonly string[]): string => ids.toSorted().join(' ')

/**
 * Which shifts may be held on one day: pairs of pools that say so, one right after the other, or at the same time where one is backup.
 * What somebody holds already is known besides.
 */
export function togetherOf(
  facts: CallFacts,
  own: ReadonlySet<string>,
  shifts: readonly Shift[],
  held: readonly Pick<Assignment, 'shiftId' | 'personId' | 'onDay'>[],
  keyOf: ReadonlyMap<string, string>,
): Together {
  const groups = new Map<string, { readonly shifts: readonly Shift[]; readonly allowed: boolean }>()
  const note = (group: readonly Shift[], allowed: boolean): void => {
    const key = groupKey(group.map(({ id }) => id))
    if (!groups.has(key)) groups.set(key, { shifts: group, allowed })
  }
  for (const [index, one] of shifts.entries())
    for (const other of shifts.slice(index + 1))
      if (
        groups.size + shifts.length < mostShifts &&
        (own.has(one.poolId) || own.has(other.poolId)) &&
        mayBeHeld(facts, one, other)
      )
        note([one, other], true)
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
  for (const calls of groupBy(held, ({ personId, onDay }) => `${personId} ${onDay}`).values()) {
    const ids = [...new Set(calls.map(({ shiftId }) => shiftId))]
    if (ids.length > 1)
      note(
        ids.flatMap((id) => byId.get(id) ?? []),
        false,
      )
  }
  const named = new Map(
    [...groups].map(([key, group]) => [key, { ...group, name: nameOf(group.shifts, keyOf) }] as const),
  )
  return {
    keyFor: (calls) => {
      const ids = [...new Set(calls.map(({ shiftId }) => shiftId))]
      if (ids.length === 0) return null
      const only = keyOf.get(ids[0]!)!
      return ids.length === 1 ? only : (named.get(groupKey(ids))?.name ?? only)
    },
    add: (simple) => {
      const byName = new Map(simple.map((shift) => [shift.id, shift]))
      return [
        ...simple,
        ...[...named.values()].map(({ name, shifts: parts }) =>
          joined(
            name,
            parts.map(({ id }) => byName.get(keyOf.get(id)!)!),
          ),
        ),
      ]
    },
    shiftsOf: new Map([...named.values()].map(({ name, shifts: parts }) => [name, parts])),
    apart: (line) => [...named.values()].flatMap(({ allowed, name }) => (allowed ? [] : barredBut(line, name))),
  }
}

function barredBut(line: readonly (string | null)[], name: string): Barred[] {
  const held = [-1, ...line.flatMap((key, at) => (key === name ? [at] : [])), line.length]
  return held.slice(1).flatMap((toDay, index): Barred[] => {
    const fromDay = held[index]! + 1
    if (fromDay >= toDay) return []
    return [{ shiftIds: [name], fromDay, toDay: toDay - 1, reason: 'these are not held on one day' }]
  })
}

function mayBeHeld({ poolById }: CallFacts, one: Shift, other: Shift): boolean {
  const [pool, beside] = [poolById.get(one.poolId), poolById.get(other.poolId)]
  if (pool === undefined || beside === undefined || !mayShareDay(pool, beside)) return false
  const [first, then] = one.startMinute <= other.startMinute ? [one, other] : [other, one]
  const gap = then.startMinute - (first.startMinute + first.durationMinutes)
  return gap === 0 || (gap < 0 && layerOf(pool) !== layerOf(beside))
}

const nameOf = (shifts: readonly Shift[], keyOf: ReadonlyMap<string, string>): string =>
  shifts.map(({ id }) => keyOf.get(id)!).join(' and ')

const joined = (name: string, parts: readonly SolverShift[]): SolverShift => ({
  id: name,
  label: name,
  minutes: parts.reduce((sum, { minutes }) => sum + minutes, 0),
  notFollowedBy: [],
  startMinute: Math.min(...parts.map(({ startMinute = 0 }) => startMinute)),
  endMinute: Math.max(...parts.map(({ endMinute = 1440 }) => endMinute)),
  parts: parts.map(({ id }) => id),
})
