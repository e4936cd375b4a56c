import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import type { Role } from '../../../../contract/roles.ts'
import { type Who, write, type WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { notify } from '../../../notifications/index.ts'
import { readScenarios } from '../policy.ts'
import { scenarioOrThrow } from '../service.ts'
import type { Scenario } from '../store.ts'
import type { CommentsView, ThreadView } from './contract.ts'
import * as store from './store.ts'

interface Said {
  readonly text: string
  readonly mentions: readonly string[]
}
interface Days {
  readonly appointmentId: string
  readonly startOn: string
  readonly endOn: string
}

const readers = (db: Reads, { institutionId, programIds }: Scenario) =>
  store.holdersOf(db, institutionId, Object.keys(readScenarios.allow) as Role[], programIds)

const threadView = (
  { id, appointmentId, startOn, endOn, version, resolvedAt, resolvedBy }: store.Thread,
  comments: readonly store.Comment[],
): ThreadView => ({
  id,
  appointmentId,
  startOn,
  endOn,
  version,
  resolved: resolvedAt === null ? null : { by: resolvedBy ?? '', at: resolvedAt.toISOString() },
  comments: comments.map(({ id: commentId, authorId, author, at, text, mentions }) => ({
    id: commentId,
    authorId,
    author,
    at: at.toISOString(),
    text,
    mentions,
  })),
})

/** All comments on a draft, and who may be mentioned. */
export async function commentsOn(
  db: Reads,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
): Promise<CommentsView> {
  const scenario = await scenarioOrThrow(db, institutionId, scenarioId)
  guard.require({ programIds: scenario.programIds })
  const threads = await store.threadsOf(db, institutionId, scenarioId)
  const comments = groupBy(
    await store.commentsOf(
      db,
      institutionId,
      threads.map(({ id }) => id),
    ),
    ({ threadId }) => threadId,
  )
  return {
    threads: threads.map((thread) => threadView(thread, comments.get(thread.id) ?? [])),
    people: await readers(db, scenario),
  }
}

async function viewOf(tx: WriteTx, institutionId: string, threadId: string): Promise<ThreadView> {
  const thread = await store.threadById(tx, institutionId, threadId)
  if (thread === undefined) throw notFound('comment')
  return threadView(thread, await store.commentsOf(tx, institutionId, [threadId]))
}

/** Begins a thread on some days of a trainee. */
export function start(platform: Platform, guard: Guard, who: Who, scenarioId: string, asked: Days & Said) {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const scenario = await scenarioOrThrow(tx, institutionId, scenarioId)
    guard.require({ programIds: scenario.programIds })
    const { appointmentId, startOn, endOn } = asked
    const held = await store.appointmentIn(tx, institutionId, scenario.programIds, appointmentId)
    if (held === undefined) throw notFound('appointment in this draft')
    if (endOn < held.startOn || held.endOn < startOn)
      throw new AppError('invalid', `${held.name} is not appointed on these days.`, {
        problems: [{ path: 'startOn', sentence: `${held.name} is not appointed on these days.` }],
      })
    const threadId = randomUUID()
    await store.insertThread(tx, { institutionId, id: threadId, scenarioId, appointmentId, startOn, endOn })
    await say(platform, tx, who, scenario, threadId, asked, [])
    return viewOf(tx, institutionId, threadId)
  })
}

async function threadOf(tx: WriteTx, guard: Guard, who: Who, scenarioId: string, threadId: string) {
  const scenario = await scenarioOrThrow(tx, who.institutionId, scenarioId)
  guard.require({ programIds: scenario.programIds })
  const thread = await store.threadById(tx, who.institutionId, threadId)
  if (thread?.scenarioId !== scenarioId) throw notFound('comment')
  return { scenario, thread }
}

/** Says something more in a thread. */
export function answer(
  platform: Platform,
  guard: Guard,
  who: Who,
  { scenarioId, threadId }: { readonly scenarioId: string; readonly threadId: string },
  asked: Said,
) {
  return write(platform, who, async (tx) => {
    const { scenario } = await threadOf(tx, guard, who, scenarioId, threadId)
    const before = await store.commentsOf(tx, who.institutionId, [threadId])
    await say(platform, tx, who, scenario, threadId, asked, before)
    return viewOf(tx, who.institutionId, threadId)
  })
}

/** Keeps what was said, and tells those it concerns: who is mentioned, who spoke before, and who began the draft. */
async function say(
  platform: Platform,
  tx: WriteTx,
  who: Who,
  scenario: Scenario,
  threadId: string,
  { text, mentions }: Said,
  before: readonly store.Comment[],
): Promise<void> {
  const { institutionId } = who
  const may = new Set((await readers(tx, scenario)).map(({ personId }) => personId))
  if (mentions.some((personId) => !may.has(personId)))
    throw new AppError('invalid', 'Only those who may see this draft can be mentioned.', {
      problems: [{ path: 'mentions', sentence: 'Only those who may see this draft can be mentioned.' }],
    })
  // What was said later stands later, also within one millisecond.
  const at = new Date(Math.max(platform.now().getTime(), (before.at(-1)?.at.getTime() ?? 0) + 1))
  const authorId = who.personId ?? ''
  await store.insertComment(tx, {
    institutionId,
    id: randomUUID(),
    threadId,
    authorId,
    author: who.name,
    at,
    text,
    mentions: [...new Set(mentions)],
  })
  await store.countComments(tx, institutionId, scenario.id)
  const spoke = before.map((comment) => comment.authorId)
  const told = new Set([...mentions, ...spoke, ...(scenario.createdById === null ? [] : [scenario.createdById])])
  await notify(
    tx,
    [...told]
      .filter((personId) => personId !== authorId && may.has(personId))
      .map((personId) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at,
        kind: 'schedule.discussed' as const,
        title: `${who.name} ${mentions.includes(personId) ? 'mentions you' : 'comments'} in the draft “${scenario.name}”`,
        detail: text.length > 300 ? `${text.slice(0, 299)}…` : text,
        link: `/schedule/scenarios/${scenario.id}?thread=${threadId}`,
      })),
  )
  tx.record({
    action: 'scenario.comment',
    entity: 'scenario',
    entityId: scenario.id,
    after: { threadId, text, mentions },
  })
}

/** Settles a thread, or opens it again. */
export function resolve(
  platform: Platform,
  guard: Guard,
  who: Who,
  { scenarioId, threadId }: { readonly scenarioId: string; readonly threadId: string },
  { expectedVersion, resolved }: { readonly expectedVersion: number; readonly resolved: boolean },
) {
  return write(platform, who, async (tx) => {
    const { thread } = await threadOf(tx, guard, who, scenarioId, threadId)
    const settled = resolved ? { by: who.name, at: platform.now() } : null
    if (!(await store.settleThread(tx, thread, expectedVersion, settled)))
      throw new AppError('stale', 'Somebody settled or opened this comment meanwhile. Look at it as it is now.', {
        current: await viewOf(tx, who.institutionId, threadId),
      })
    await store.countComments(tx, who.institutionId, scenarioId)
    tx.record({
      action: resolved ? 'scenario.comment-settle' : 'scenario.comment-reopen',
      entity: 'scenario',
      entityId: scenarioId,
      after: { threadId },
    })
    return viewOf(tx, who.institutionId, threadId)
  })
}
