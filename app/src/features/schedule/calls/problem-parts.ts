import { type DateRange, type Day, dayOf } from '@gradus/rules'
import { reachesNextDay } from './eligible.ts'
import type { CallFacts } from './facts.ts'
import { callKinds } from './settings.ts'
import type { Assignment, Pool, Shift } from './store.ts'
import { freesNextDay } from './usual-days.ts'

/** The tiers of a call schedule, most important first: nothing of an earlier one is given up for a later one. */
export const callTiers = ['Coverage', 'Fairness', 'Wishes', 'Shape'] as const
export const callTier = { coverage: 0, fairness: 1, wishes: 2, shape: 3 } as const

/** Calls that are drafted or changed, among those that stand beside them. */
export interface CallBook {
  readonly facts: CallFacts
  /** Pools whose calls these are, and the days they are for. */
  readonly poolIds: readonly string[]
  readonly range: DateRange
  readonly rows: readonly Assignment[]
  /** In force besides: other pools, and the days before and after. What a draft would replace is not among them. */
  readonly standing: readonly Assignment[]
}

/** The book of a schedule; the record itself where there is none. */
export function callBook(
  facts: CallFacts,
  schedule: { readonly poolIds: readonly string[]; readonly rows: readonly Assignment[] } | null,
): CallBook {
  const { range, record } = facts
  if (schedule === null) return { facts, poolIds: [...facts.poolById.keys()], range, rows: record, standing: [] }
  const own = new Set(schedule.poolIds)
  const standing = record.filter(({ poolId, onDay }) => {
    const on = dayOf(onDay)
    return !(own.has(poolId) && range.startOn <= on && on <= range.endOn)
  })
  return { facts, poolIds: schedule.poolIds, range, rows: schedule.rows, standing }
}

/** What somebody brings to the sharing of a pool: as the ledger counts it, so that solver, checker and ledger agree. */
export interface FairPart {
  readonly personId: string
  /** Days among those looked at on which they could take the pool's call. */
  readonly presentDays: number
  /** Points held on the other days that are shared with these, and days open then. */
  readonly points: number
  readonly days: number
  /** Hundredths of a point above their fair share in earlier years. */
  readonly aboveHundredths: number
}

/** By pool, among whom it is shared. */
export type FairParts = ReadonlyMap<string, readonly FairPart[]>

export interface ProblemWanted {
  readonly book: CallBook
  /** The days to look at; all of the book's without it. */
  readonly window?: DateRange
  /** Leave out everybody else, and with them what concerns all: coverage and fairness. */
  readonly only?: ReadonlySet<string>
  /** Without the work-hour law, where the rules on work hours are asked themselves. */
  readonly withoutLaw?: boolean
  /** Days before this one stay as they are. */
  readonly settledUntil?: Day
  /** Among whom each pool is shared; nothing is said of fairness without it. */
  readonly fair?: FairParts
}

export const marksOf = (pool: Pool, shift: Shift): string[] => [
  pool.kind,
  callKinds[pool.kind].atHome ? 'home' : 'in-hospital',
  ...(reachesNextDay(shift) && !callKinds[pool.kind].atHome ? ['night'] : []),
  ...(freesNextDay(pool, shift) ? ['frees-next-day'] : []),
  ...(callKinds[pool.kind].takesDay ? ['takes-day'] : []),
]

export interface Parts {
  readonly shifts: readonly Shift[]
  readonly keyOf: ReadonlyMap<string, string>
  readonly firstDay: Day
  readonly horizon: number
  readonly own: ReadonlySet<string>
}

/** A history of fewer days than this says nothing about fairness. */
export const thinDays = 60

/** The name of the rule that shares out a pool. */
export const fairRule = (poolId: string): string => `fair ${poolId}`
