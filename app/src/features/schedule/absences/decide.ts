import { dayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { notify, settleNotices } from '../../notifications/index.ts'
import { endLeave, enterLeave, leaveById } from '../../people/index.ts'
import { tellApprovers } from './ask.ts'
import { type PersonContext, personContext, programsOfPerson, seatOn } from './context.ts'
import type { approveAbsence, declineAbsence, withdrawAbsence } from './contract.ts'
import { effectOf, type Looked } from './effect.ts'
import { tellBeside } from './object.ts'
import { changedMeanwhile, daysWords, type Decision, invalid, requestForUpdate } from './requests.ts'
import { defaultSettings } from './settings.ts'
import type { RequestRow } from './store.ts'
import * as store from './store.ts'
import { mayDecide, waitsFor } from './views.ts'

/** A stored request, looked at again with the policy as it is now; a kind that was removed keeps its name. */
export function lookedAgain(context: PersonContext, row: RequestRow): Looked {
  const settings = context.policies.get(row.programId)?.settings ?? defaultSettings
  const seat = seatOn(context, dayOf(row.startOn), row.programId)
  if (seat === undefined)
    throw new AppError('conflict', `There is no appointment on ${dayWords(row.startOn)} any more.`)
  const known = settings.kinds.find(({ code }) => code === row.kindCode)
  const other = defaultSettings.kinds.find(({ code }) => code === 'other')!
  return {
    ...row,
    requestId: row.id,
    kind: known ?? { ...other, code: row.kindCode, name: row.kindName },
    settings,
    seat,
  }
}

/** The request as its decider saw it, which waits for them. */
async function requestInTurn(
  tx: WriteTx,
  guard: Guard,
  actor: Actor,
  { requestId, expectedVersion }: Pick<Decision, 'requestId' | 'expectedVersion'>,
): Promise<RequestRow> {
  const row = await requestForUpdate(tx, actor.institutionId, requestId)
  guard.require({ programIds: [row.programId] })
  if (row.version !== expectedVersion || row.state !== 'pending') throw changedMeanwhile(row)
  requireTurn(guard, actor, row)
  return row
}

/** Approves the step that waits; with the last one the days are entered as leave, in the same transaction. */
export async function approve(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  who: Who,
  { requestId, expectedVersion, sentence }: Decision,
): Promise<RouteAnswer<typeof approveAbsence>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const row = await requestInTurn(tx, guard, actor, { requestId, expectedVersion })
    const context = await personContext(platform, institutionId, row.personId, tx)
    const looked = lookedAgain(context, row)
    const effect = await effectOf(platform, guard, context, looked, tx)
    const firm = effect.remarks.filter((remark) => remark.firm)
    const against = [...firm.map((remark) => remark.sentence), ...(await objectionsTo(tx, row))]
    if (against.length > 0 && sentence === '')
      throw invalid([{ path: 'sentence', sentence: `${against[0]!} To approve it all the same, say why.` }])
    const steps = stepsHeld(actor, row)
    const step = row.step + steps
    const isLast = step >= row.chain.length
    const leaveId = isLast && row.part === 'days' ? await enter(tx, looked, row) : null
    const state = isLast ? ('approved' as const) : ('pending' as const)
    const key = { institutionId, id: requestId, expectedVersion }
    if (!(await store.updateRequest(tx, key, { state, step, leaveId }))) throw changedMeanwhile(row)
    const at = platform.now()
    for (const role of row.chain.slice(row.step, step))
      await store.insertDecision(tx, {
        institutionId,
        id: randomUUID(),
        requestId,
        decision: 'approved',
        role,
        byPersonId: actor.personId,
        by: who.name,
        at,
        sentence,
      })
    await settleNotices(tx, institutionId, `absence:${requestId}`, at)
    tx.record({
      action: 'absence.approved',
      entity: 'absence',
      entityId: requestId,
      programId: row.programId,
      before: { step: row.step },
      after: { step, state, leaveId },
      reason: sentence || null,
    })
    if (isLast) {
      await tellPerson(tx, row, at, 'Your time away is approved', `${daysWords(row)}.${withSentence(who, sentence)}`)
      await tellExtension(tx, context, looked, effect.graduation?.toOn ?? null, at)
      await tellBeside(tx, row, { at, personName: context.personName, what: 'approved' })
    } else await tellApprovers(tx, context, looked, { id: requestId, role: row.chain[step]!, at })
    return { state, waitsFor: waitsFor({ ...row, state, step }), version: expectedVersion + 1 }
  })
}

/** What the other program of a combined fellow has said against it. */
async function objectionsTo(tx: WriteTx, { institutionId, id }: RequestRow): Promise<string[]> {
  const made = await store.decisionsOf(tx, institutionId, [id])
  return made.flatMap(({ decision, by, sentence }) => (decision === 'objected' ? [`${by} objects: ${sentence}`] : []))
}

/** How many steps in a row this person decides at once: whoever holds the next role too need not be asked again. */
function stepsHeld(actor: Actor, row: RequestRow): number {
  const holds = (role: string) => actor.grants.some((grant) => grant.role === role && grant.programId === row.programId)
  const rest = row.chain.slice(row.step)
  const first = rest.findIndex((role) => !holds(role))
  return first < 0 ? rest.length : Math.max(1, first)
}

function requireTurn(guard: Guard, actor: Actor, row: RequestRow): void {
  if (mayDecide(guard, actor, row)) return
  if (row.personId === actor.personId)
    throw new AppError('not-allowed', 'Nobody decides about their own time away; somebody else of the program does.')
  throw new AppError('not-allowed', `This waits for the ${waitsFor(row) ?? 'person'} of the program.`)
}

const enter = (tx: WriteTx, looked: Looked, row: RequestRow): Promise<string> =>
  enterLeave(tx, row.institutionId, row.personId, {
    kind: looked.kind.leaveKind,
    startOn: row.startOn,
    endOn: row.endOn,
    countsTowardTraining: row.countsTowardTraining,
  })

const withSentence = (who: Who, sentence: string): string => (sentence === '' ? '' : ` ${who.name}: ${sentence}`)

async function tellPerson(tx: WriteTx, row: RequestRow, at: Date, title: string, detail: string): Promise<void> {
  await notify(tx, [
    {
      institutionId: row.institutionId,
      id: randomUUID(),
      personId: row.personId,
      at,
      kind: 'absence.decided',
      title,
      detail,
      link: '/me/absences',
    },
  ])
}

/** When training now ends after the appointment does, the desk is told: the appointment is theirs to change. */
async function tellExtension(
  tx: WriteTx,
  context: PersonContext,
  { seat }: Looked,
  endsOn: string | null,
  at: Date,
): Promise<void> {
  if (endsOn === null || dayOf(endsOn) <= seat.endOn) return
  const { institutionId } = context.institution
  const desk = await store.holdersOf(tx, institutionId, seat.programId, ['coordinator', 'director'])
  await notify(
    tx,
    [...new Set(desk.map(({ personId }) => personId))].map((personId) => ({
      institutionId,
      id: randomUUID(),
      personId,
      at,
      kind: 'people.told' as const,
      title: `The training of ${context.personName} ends later`,
      detail: `With the time away it is complete on ${dayWords(endsOn)}. Change the appointment, which ends before.`,
      link: `/people/${context.personId}`,
    })),
  )
}

export async function decline(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  who: Who,
  { requestId, expectedVersion, sentence }: Decision,
): Promise<RouteAnswer<typeof declineAbsence>> {
  return write(platform, who, async (tx) => {
    const row = await requestInTurn(tx, guard, actor, { requestId, expectedVersion })
    if (sentence === '')
      throw invalid([{ path: 'sentence', sentence: 'Say why in a sentence; the person who asked reads it.' }])
    const role = waitsFor(row)
    await end(tx, platform, who, row, { state: 'declined', role, sentence })
    await tellPerson(
      tx,
      row,
      platform.now(),
      'Your time away was declined',
      `${daysWords(row)}.${withSentence(who, sentence)}`,
    )
    return { state: 'declined' as const, version: expectedVersion + 1 }
  })
}

interface End {
  readonly state: 'declined' | 'withdrawn' | 'cancelled'
  readonly role: RequestRow['chain'][number] | null
  readonly sentence: string
}

async function end(tx: WriteTx, platform: Platform, who: Who, row: RequestRow, { state, role, sentence }: End) {
  const { institutionId, id, version } = row
  if (!(await store.updateRequest(tx, { institutionId, id, expectedVersion: version }, { state })))
    throw changedMeanwhile(row)
  await store.insertDecision(tx, {
    institutionId,
    id: randomUUID(),
    requestId: id,
    decision: state,
    role,
    byPersonId: who.personId ?? row.personId,
    by: who.name,
    at: platform.now(),
    sentence,
  })
  await settleNotices(tx, institutionId, `absence:${id}`, platform.now())
  tx.record({
    action: `absence.${state}`,
    entity: 'absence',
    entityId: id,
    programId: row.programId,
    before: { state: row.state },
    after: { state },
    reason: sentence || null,
  })
}

/** Takes back what is asked for, or cancels what was approved: its leave ends in the same transaction. */
export async function withdraw(
  platform: Platform,
  guard: Guard,
  who: Who,
  { requestId, expectedVersion, sentence }: Decision,
): Promise<RouteAnswer<typeof withdrawAbsence>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const row = await requestForUpdate(tx, institutionId, requestId)
    const context = await personContext(platform, institutionId, row.personId, tx)
    guard.require({ personId: row.personId, programIds: programsOfPerson(context) })
    if (row.version !== expectedVersion) throw changedMeanwhile(row)
    if (row.state !== 'pending' && row.state !== 'approved') throw changedMeanwhile(row)
    if (row.state === 'approved' && dayOf(row.endOn) < context.today)
      throw invalid([{ path: 'requestId', sentence: 'These days are over; time away that was taken stays.' }])
    const state = row.state === 'pending' ? ('withdrawn' as const) : ('cancelled' as const)
    if (row.leaveId !== null) {
      const leave = await leaveById(tx, institutionId, row.leaveId)
      if (leave !== undefined) await endLeave(tx, leave, leave.version, platform.now())
    }
    await end(tx, platform, who, row, { state, role: null, sentence })
    const at = platform.now()
    if (who.personId !== row.personId)
      await tellPerson(
        tx,
        row,
        at,
        state === 'cancelled' ? 'Your time away is cancelled' : 'Your request is withdrawn',
        `${daysWords(row)}.${withSentence(who, sentence)}`,
      )
    if (state === 'cancelled') await tellBack(tx, context, row, who, at)
    return { state, version: expectedVersion + 1 }
  })
}

/** Those who run the program hear that somebody is there after all. */
async function tellBack(tx: WriteTx, context: PersonContext, row: RequestRow, who: Who, at: Date): Promise<void> {
  const { institutionId } = context.institution
  const desk = await store.holdersOf(tx, institutionId, row.programId, ['chief', 'coordinator'])
  await notify(
    tx,
    [...new Set(desk.map(({ personId }) => personId))]
      .filter((personId) => personId !== who.personId)
      .map((personId) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at,
        kind: 'absence.told' as const,
        title: `${context.personName} will not be away`,
        detail: `${daysWords(row)}: the time away is cancelled.`,
        link: '/absences',
      })),
  )
}
