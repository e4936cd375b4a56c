import { randomUUID } from 'node:crypto'
import { dayOf, isoOf } from '@gradus/rules'
import { AppError } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { CallFacts } from './facts.ts'
import { judgeCallChange } from './judge.ts'
import { moveDraftAssignments } from './record-store.ts'
import { changeCallRecord, type CallPart, publishCalls } from './record-write.ts'
import type { changeCallSchedule, publishCallSchedule } from './schedules-contract.ts'
import { scheduleOrThrow, scheduleToChange } from './schedules.ts'
import { bookOf, judged, rowView } from './schedule-view.ts'
import type { CallReason } from './settings.ts'
import { reachesNextDay } from './eligible.ts'
import { insertSchedule, lockSchedules, updateSchedule } from './store.ts'
import { shortDay, weekdayOf } from './words.ts'

interface Edit extends Omit<CallPart, 'scheduleId'> {
  readonly reasonCode: CallReason | null
  readonly reason: string
}

/** A change by hand. What the rules say of it is told and does not stop it; being in two places does. */
export async function changeByHand(
  platform: Platform,
  guard: Guard,
  who: Who,
  scheduleId: string,
  { reasonCode, reason, ...edit }: Edit,
): Promise<RouteAnswer<typeof changeCallSchedule>> {
  const { institutionId } = who
  const { schedule } = await scheduleToChange(platform, guard, institutionId, scheduleId)
  const moves = edit.remove.length + edit.add.length > 0
  const asksWhy = schedule.state === 'published' || schedule.solvedVersion !== null
  if (moves && asksWhy && reasonCode === null)
    throw new AppError(
      'invalid',
      'Say why: one tap is enough. Calls of a solved or published schedule keep the reason of each change.',
      {
        problems: [{ path: 'reasonCode', sentence: 'Choose a reason.' }],
      },
    )
  const before = await bookOf(platform, schedule)
  const { introduced } = judgeCallChange(before, edit)
  const written = await write(platform, who, (tx) =>
    changeCallRecord(tx, who, {
      now: platform.now(),
      cause: 'edit',
      reason,
      reasonCode,
      traitsOf: traitsIn(before.facts),
      parts: [{ scheduleId, ...edit }],
    }),
  )
  const after = await bookOf(platform, await scheduleOrThrow(platform.database.drizzle, institutionId, scheduleId))
  const verdict = judged(after)
  return {
    version: written.schedules[0]!.version,
    added: written.added.map(rowView),
    introduced: [...introduced],
    findings: [...verdict.findings],
    shortfalls: [...verdict.shortfalls],
    notified: written.notified,
  }
}

/** What the call was that somebody was taken off: patterns of edits are counted by these. */
const traitsIn =
  ({ people, shiftById, record }: CallFacts) =>
  ({ fromPersonId, shiftId, onDay }: { fromPersonId: string | null; shiftId: string; onDay: string }): string[] => {
    const person = fromPersonId === null ? undefined : people.get(fromPersonId)
    const shift = shiftById.get(shiftId)
    if (person === undefined || shift === undefined) return []
    const on = dayOf(onDay)
    const traits: string[] = []
    const back = person.leaves.find(({ endOn }) => endOn < on && on <= endOn + 3)
    if (back !== undefined) traits.push(weekdayOf(on) === 0 ? 'after-leave-monday' : 'after-leave')
    if (person.leaves.some(({ startOn }) => on < startOn && startOn <= on + 3)) traits.push('before-leave')
    if (weekdayOf(on) >= 5) traits.push('weekend')
    if (reachesNextDay(shift)) {
      const near = record.some(
        (call) => call.personId === person.id && call.onDay !== onDay && Math.abs(dayOf(call.onDay) - on) <= 2,
      )
      if (near) traits.push('close-to-another')
    }
    if (person.placements.some(({ startOn }) => startOn === on + 1 || startOn === on)) traits.push('change-of-rotation')
    return traits
  }

interface Publication {
  readonly expectedVersion: number
  readonly acceptedViolations: number
  readonly acceptedShortfalls: number
  readonly reason: string
  readonly throughOn?: string | undefined
}

/** Publishes a draft, or its first days, as far as what is wrong with them was seen and accepted. */
export async function publishByHand(
  platform: Platform,
  guard: Guard,
  who: Who,
  scheduleId: string,
  asked: Publication,
): Promise<RouteAnswer<typeof publishCallSchedule>> {
  const { schedule } = await scheduleToChange(platform, guard, who.institutionId, scheduleId)
  const { throughOn = schedule.endOn } = asked
  if (schedule.version === asked.expectedVersion) {
    if (throughOn < schedule.startOn || throughOn > schedule.endOn)
      throw new AppError('invalid', `${shortDay(dayOf(throughOn))} is outside of “${schedule.name}”.`, {
        problems: [{ path: 'throughOn', sentence: 'Choose a day of the schedule.' }],
      })
    const { findings, shortfalls } = judged(await bookOf(platform, schedule))
    const violations = findings.filter(
      ({ severity, onDay }) => severity === 'violation' && (onDay ?? schedule.startOn) <= throughOn,
    ).length
    const open = shortfalls.filter(({ onDay }) => onDay <= throughOn).length
    if (violations !== asked.acceptedViolations || open !== asked.acceptedShortfalls)
      throw new AppError(
        'conflict',
        `This draft has ${violations} violations and ${open} shifts with too few people; you accepted ${asked.acceptedViolations} and ${asked.acceptedShortfalls}. Look at them and publish again.`,
        { current: { violations, shortfalls: open } },
      )
  }
  const { reason, expectedVersion } = asked
  const now = platform.now()
  return write(platform, who, async (tx) => {
    const part =
      throughOn === schedule.endOn
        ? { id: scheduleId, version: expectedVersion }
        : await cutOff(tx, who, { scheduleId, expectedVersion, throughOn, now })
    const written = await publishCalls(tx, who, { now, scheduleId: part.id, expectedVersion: part.version, reason })
    return { version: written.schedules[0]!.version, notified: written.notified, publishedId: part.id }
  })
}

/** Makes the first days of a draft a draft of their own; the rest begins on the day after. */
async function cutOff(
  tx: WriteTx,
  { institutionId, name }: Who,
  asked: {
    readonly scheduleId: string
    readonly expectedVersion: number
    readonly throughOn: string
    readonly now: Date
  },
): Promise<{ id: string; version: number }> {
  const [draft] = await lockSchedules(tx, institutionId, [asked.scheduleId])
  if (draft?.state !== 'draft') throw new AppError('conflict', 'Only a draft can be published.')
  if (draft.version !== asked.expectedVersion)
    throw new AppError('stale', `“${draft.name}” was changed since you opened it. Look at it as it is now.`, {
      current: { version: draft.version },
    })
  const id = randomUUID()
  const { startOn, poolIds, solvedVersion } = draft
  const part = {
    institutionId,
    id,
    name: `${draft.name}, through ${shortDay(dayOf(asked.throughOn))}`,
    startOn,
    endOn: asked.throughOn,
    state: 'draft' as const,
    version: 0,
    solvedVersion: solvedVersion === null ? null : 0,
    createdBy: name,
    createdAt: asked.now,
  }
  await insertSchedule(tx, part, poolIds)
  await moveDraftAssignments(tx, draft, asked.throughOn, id)
  const rest = { startOn: isoOf(dayOf(asked.throughOn) + 1), version: draft.version + 1 }
  await updateSchedule(tx, draft, rest)
  tx.record({
    action: 'call.schedule-create',
    entity: 'call-schedule',
    entityId: id,
    programId: null,
    before: { scheduleId: draft.id, startOn, version: draft.version },
    after: { name: part.name, startOn, endOn: part.endOn, poolIds, rest },
  })
  return { id, version: 0 }
}
