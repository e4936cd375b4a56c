import { groupBy } from '../../../platform/group-by.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { callReasonPatterns } from './schedules-contract.ts'
import { callReasons } from './settings.ts'
import { changesSince, poolsOf, schedulesOf } from './store.ts'

const traitWords: Record<string, string> = {
  'after-leave-monday': 'the Monday after a vacation or other leave',
  'after-leave': 'the first days after a leave',
  'before-leave': 'the last days before a leave',
  weekend: 'a weekend',
  'close-to-another': 'a night within two days of another call',
  'change-of-rotation': 'the day of a change of rotation',
}

const yearMilliseconds = 365 * 24 * 60 * 60_000
const latestShown = 60
const examplesShown = 3

/** What chiefs keep changing after the solver, and why: what they know and no rule says yet. */
export async function reasonPatterns(
  platform: Platform,
  guard: Guard,
  institutionId: string,
): Promise<RouteAnswer<typeof callReasonPatterns>> {
  const db = platform.database.drizzle
  const scope = guard.scope()
  const pools = (await poolsOf(db, institutionId, null)).filter(
    ({ programId }) => scope.institution || scope.programIds.includes(programId),
  )
  const mine = new Set(pools.map(({ id }) => id))
  const names = new Map((await schedulesOf(db, institutionId)).map(({ id, name }) => [id, name]))
  const changes = await changesSince(db, institutionId, new Date(platform.now().getTime() - 2 * yearMilliseconds))
  const edits = changes
    .filter(({ reasonCode }) => reasonCode !== null)
    .flatMap((change) =>
      change.changes
        .filter(({ poolId }) => mine.has(poolId))
        .map((moved) => ({
          ...moved,
          at: change.at,
          by: change.by,
          reasonCode: change.reasonCode,
          reason: change.reason,
          scheduleId: change.scheduleId,
        })),
    )
  const moved = edits.filter(({ fromPersonId }) => fromPersonId !== null)
  const byTrait = groupBy(
    moved.flatMap((edit) => edit.traits.map((trait) => ({ trait, edit }))),
    ({ trait }) => trait,
  )
  const byReason = groupBy(edits, ({ reasonCode }) => reasonCode ?? 'other')
  return {
    edits: edits.length,
    patterns: [...byTrait]
      .map(([trait, own]) => ({
        sentence: `Moved off ${traitWords[trait] ?? trait} ${own.length === 1 ? 'once' : `${own.length} times`}`,
        times: own.length,
        lastAt: own[0]!.edit.at.toISOString(),
        examples: own.slice(0, examplesShown).map(({ edit }) => edit.sentence),
      }))
      .toSorted((a, b) => b.times - a.times),
    reasons: [...byReason]
      .map(([code, own]) => ({ code, label: callReasons[code], times: own.length }))
      .toSorted((a, b) => b.times - a.times),
    latest: edits.slice(0, latestShown).map(({ at, by, reasonCode, reason, sentence, scheduleId }) => ({
      at: at.toISOString(),
      by,
      reasonCode,
      reason,
      sentence,
      scheduleId,
      scheduleName: names.get(scheduleId) ?? '',
    })),
  }
}
