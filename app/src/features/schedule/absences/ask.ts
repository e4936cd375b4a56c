import { dayOf, isoOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, type Problem } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { notify, offer } from '../../notifications/index.ts'
import { enterLeave } from '../../people/index.ts'
import { instantAt } from './clock.ts'
import { type PersonContext, personContext, programsOfPerson, seatOn } from './context.ts'
import type { AbsenceEffect, askAbsence, callIn, WantedAbsence } from './contract.ts'
import { effectOf, type Looked } from './effect.ts'
import { type ApproverRole, approverRoles } from './settings.ts'
import * as store from './store.ts'
import { rangeOf, takesDays } from './takes.ts'

export const invalid = (problems: readonly Problem[]): AppError =>
  new AppError('invalid', problems[0]?.sentence ?? 'This is not right.', { problems })

/** A wish read against the person's program: which kind it is, and between which instants. Refuses what makes no sense. */
export function readWanted(context: PersonContext, wanted: WantedAbsence): Looked {
  const { startOn, endOn, part } = wanted
  if (endOn < startOn) throw invalid([{ path: 'endOn', sentence: 'The last day comes before the first.' }])
  const seat = seatOn(context, dayOf(startOn), wanted.programId)
  if (seat === undefined)
    throw invalid([{ path: 'startOn', sentence: `There is no appointment on ${dayWords(startOn)}.` }])
  const settings = context.policies.get(seat.programId)!.settings
  const kind = settings.kinds.find(({ code }) => code === wanted.kindCode)
  if (kind === undefined)
    throw invalid([
      { path: 'kindCode', sentence: 'The program has no such kind of time away; choose one of its list.' },
    ])
  const minutes = minutesOf(wanted, settings.halfDays)
  const zone = context.institution.timeZone
  const days = rangeOf(wanted)
  const looked: Looked = {
    requestId: null,
    kind,
    settings,
    seat,
    startOn,
    endOn,
    part,
    startMinute: minutes?.startMinute ?? null,
    endMinute: minutes?.endMinute ?? null,
    countsTowardTraining: kind.countsTowardTraining,
    startAt: instantAt(zone, startOn, minutes?.startMinute ?? 0),
    endAt: instantAt(zone, endOn, minutes?.endMinute ?? 1440),
  }
  if (part !== 'days' && takesDays(looked, days, context.holidays) === 0)
    throw invalid([{ path: 'startOn', sentence: `${dayWords(startOn)} is no working day; ask for whole days.` }])
  return looked
}

function minutesOf(
  { part, startOn, endOn, startMinute, endMinute }: WantedAbsence,
  halfDays: Looked['settings']['halfDays'],
): { readonly startMinute: number; readonly endMinute: number } | null {
  if (part === 'days') return null
  if (startOn !== endOn)
    throw invalid([{ path: 'endOn', sentence: 'Half days and hours are of one day; choose the same last day.' }])
  if (part === 'morning') return { startMinute: halfDays.startMinute, endMinute: halfDays.noonMinute }
  if (part === 'afternoon') return { startMinute: halfDays.noonMinute, endMinute: halfDays.endMinute }
  if (startMinute === undefined || endMinute === undefined)
    throw invalid([{ path: 'startMinute', sentence: 'Say from when until when.' }])
  if (endMinute <= startMinute) throw invalid([{ path: 'endMinute', sentence: 'The end comes before the beginning.' }])
  return { startMinute, endMinute }
}

/** Loads a person that the asker answers for. */
export async function askedFor(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
  tx?: WriteTx,
): Promise<PersonContext> {
  const context = await personContext(platform, institutionId, personId, tx)
  guard.require({ personId, programIds: programsOfPerson(context) })
  return context
}

export async function preview(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  wanted: WantedAbsence,
): Promise<AbsenceEffect> {
  const context = await askedFor(platform, guard, institutionId, wanted.personId)
  return effectOf(platform, guard, context, readWanted(context, wanted))
}

/** Nobody decides about themselves: their own step is left out, unless nobody else would be asked. */
async function chainFor(
  tx: WriteTx,
  context: PersonContext,
  { seat, settings }: Looked,
): Promise<readonly ApproverRole[]> {
  const { institutionId } = context.institution
  const holders = await store.holdersOf(tx, institutionId, seat.programId, approverRoles)
  const others = holders.filter(({ personId }) => personId !== context.personId)
  const held = settings.chain.filter((role) => others.some((holder) => holder.role === role))
  return held.length > 0 ? held : settings.chain
}

export async function ask(
  platform: Platform,
  guard: Guard,
  who: Who,
  wanted: WantedAbsence & { readonly note: string },
): Promise<RouteAnswer<typeof askAbsence>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    await store.lockPerson(tx, institutionId, wanted.personId)
    const context = await askedFor(platform, guard, institutionId, wanted.personId, tx)
    const looked = readWanted(context, wanted)
    const { remarks } = await effectOf(platform, guard, context, looked, tx)
    const firm = remarks.filter((remark) => remark.firm)
    if (firm.length > 0) throw invalid(firm.map(({ sentence }) => ({ path: 'startOn', sentence })))
    const id = randomUUID()
    const chain = await chainFor(tx, context, looked)
    await insert(tx, context, looked, { id, chain, who, at: platform.now(), note: wanted.note, state: 'pending' })
    tx.record({
      action: 'absence.asked',
      entity: 'absence',
      entityId: id,
      programId: looked.seat.programId,
      after: { personId: context.personId, ...auditForm(looked) },
    })
    await tellApprovers(tx, context, looked, { id, role: chain[0]!, at: platform.now() })
    return { id, state: 'pending' as const }
  })
}

interface NewRequest {
  readonly id: string
  readonly chain: readonly ApproverRole[]
  readonly who: Who
  readonly at: Date
  readonly note: string
  readonly state: 'pending' | 'approved'
  readonly leaveId?: string
}

async function insert(tx: WriteTx, context: PersonContext, looked: Looked, request: NewRequest): Promise<void> {
  await store.insertRequest(tx, {
    institutionId: context.institution.institutionId,
    id: request.id,
    personId: context.personId,
    programId: looked.seat.programId,
    kindCode: looked.kind.code,
    kindName: looked.kind.name,
    startOn: looked.startOn,
    endOn: looked.endOn,
    part: looked.part,
    startMinute: looked.startMinute,
    endMinute: looked.endMinute,
    startAt: looked.startAt,
    endAt: looked.endAt,
    countsTowardTraining: looked.countsTowardTraining,
    note: request.note,
    state: request.state,
    chain: [...request.chain],
    step: request.state === 'approved' ? request.chain.length : 0,
    leaveId: request.leaveId ?? null,
    askedAt: request.at,
    askedBy: request.who.personId ?? context.personId,
  })
}

/** Kinds stay out of the log's sentences; who may read the log sees the code. */
export const auditForm = ({ kind, startOn, endOn, part }: Looked) => ({ kindCode: kind.code, startOn, endOn, part })

/** "Mon to Fri", for notices: when, and never why. */
export const daysWords = ({ startOn, endOn }: { readonly startOn: string; readonly endOn: string }): string =>
  startOn === endOn ? dayWords(startOn) : `${dayWords(startOn)} to ${dayWords(endOn)}`

/** How a message lets them approve without signing in; `taps.ts` says what happens then. */
export const approveLink = { action: 'absence.approve', linkWords: 'Approve this' }
const linkDays = 30

/** Tells those who decide next. Why somebody is away stands on the page, for those who may know. */
export async function tellApprovers(
  tx: WriteTx,
  context: PersonContext,
  looked: Pick<Looked, 'seat' | 'startOn' | 'endOn'>,
  request: { readonly id: string; readonly role: ApproverRole; readonly at: Date },
): Promise<void> {
  const { institutionId } = context.institution
  const holders = await store.holdersOf(tx, institutionId, looked.seat.programId, [request.role])
  await notify(
    tx,
    holders
      .filter(({ personId }) => personId !== context.personId)
      .map(({ personId }) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at: request.at,
        kind: 'absence.approval' as const,
        subject: `absence:${request.id}`,
        title: `${context.personName} asks for time away`,
        detail: `${daysWords(looked)}. See what it does to coverage and call before you decide.`,
        link: '/absences',
        taps: [offer(approveLink, { requestId: request.id }, new Date(request.at.getTime() + linkDays * 86_400_000))],
      })),
  )
}

/** Somebody reports ill: away from this moment on. The desk and the chiefs are told at once, with the calls that need somebody. */
export async function reportOut(
  platform: Platform,
  guard: Guard,
  who: Who,
  reported: { personId: string; kindCode: string; untilOn?: string | undefined; note: string },
): Promise<RouteAnswer<typeof callIn>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    await store.lockPerson(tx, institutionId, reported.personId)
    const context = await askedFor(platform, guard, institutionId, reported.personId, tx)
    const today = isoOf(context.today)
    const wanted: WantedAbsence = {
      personId: reported.personId,
      kindCode: reported.kindCode,
      startOn: today,
      endOn: reported.untilOn ?? today,
      part: 'days',
    }
    const looked: Looked = { ...readWanted(context, wanted), startAt: context.nowAt }
    if (!looked.kind.callIn)
      throw invalid([{ path: 'kindCode', sentence: `${looked.kind.name} cannot be reported; ask for it instead.` }])
    const leaveId = await enterLeave(tx, institutionId, reported.personId, {
      kind: looked.kind.leaveKind,
      startOn: looked.startOn,
      endOn: looked.endOn,
      countsTowardTraining: true,
    })
    const id = randomUUID()
    const at = platform.now()
    await insert(tx, context, looked, { id, chain: [], who, at, note: reported.note, state: 'approved', leaveId })
    await store.insertDecision(tx, {
      institutionId,
      id: randomUUID(),
      requestId: id,
      decision: 'reported',
      role: null,
      byPersonId: who.personId ?? reported.personId,
      by: who.name,
      at,
      sentence: '',
    })
    tx.record({
      action: 'absence.reported',
      entity: 'absence',
      entityId: id,
      programId: looked.seat.programId,
      after: { personId: context.personId, ...auditForm(looked) },
    })
    const calls = await store.callsWithin(tx, institutionId, context.personId, looked.startAt, looked.endAt)
    await tellDesk(tx, context, looked, calls, at)
    return {
      id,
      startOn: looked.startOn,
      endOn: looked.endOn,
      calls: calls.map((call) => ({ ...call, startAt: call.startAt.toISOString(), endAt: call.endAt.toISOString() })),
    }
  })
}

async function tellDesk(
  tx: WriteTx,
  context: PersonContext,
  looked: Looked,
  callsLeft: readonly { readonly startAt: Date }[],
  at: Date,
): Promise<void> {
  const { institutionId } = context.institution
  const holders = await store.holdersOf(tx, institutionId, looked.seat.programId, ['chief', 'coordinator'])
  const ids = new Set(holders.map(({ personId }) => personId))
  ids.delete(context.personId)
  const count = callsLeft.length
  const calls = count === 1 ? 'One call needs somebody.' : `${count} calls need somebody.`
  await notify(
    tx,
    [...ids].map((personId) => ({
      institutionId,
      id: randomUUID(),
      personId,
      at,
      kind: count === 0 ? ('absence.told' as const) : ('call.needs-repair' as const),
      aboutAt: callsLeft[0]?.startAt ?? null,
      title: `${context.personName} is out from now on`,
      detail: `Until the end of ${dayWords(looked.endOn)}. ${count === 0 ? 'No call is left open.' : calls}`,
      link: count === 0 ? '/absences' : `/calls/repair?person=${context.personId}`,
    })),
  )
}
