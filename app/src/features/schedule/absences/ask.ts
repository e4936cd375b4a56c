import { dayOf, isoOf, listOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { notify, offer } from '../../notifications/index.ts'
import { enterLeave } from '../../people/index.ts'
import { programsOf } from '../../programs/index.ts'
import { instantAt } from './clock.ts'
import { type PersonContext, personContext, programsOfPerson, seatOn } from './context.ts'
import type { AbsenceEffect, askAbsence, callIn, WantedAbsence } from './contract.ts'
import { effectOf, type Looked } from './effect.ts'
import { type ApproverRole, approverRoles } from './settings.ts'
import { tellBeside } from './object.ts'
import { besideOf, piecesOf } from './owners.ts'
import { daysWords, invalid } from './requests.ts'
import * as store from './store.ts'
import { rangeOf, takesDays } from './takes.ts'

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
  if (wanted.endOn < wanted.startOn) return effectOf(platform, guard, context, readWanted(context, wanted))
  const db = platform.database.drizzle
  const pieces = await piecesOf(db, context, wanted)
  const { programId } = pieces[0] ?? wanted
  const looked = readWanted(context, { ...wanted, ...(programId === undefined ? {} : { programId }) })
  const effect = await effectOf(platform, guard, context, looked)
  if (pieces.length < 2) return effect
  const names = new Map(
    (await programsOf(db, institutionId, [...context.policies.keys()])).map((row) => [row.id, row.name]),
  )
  const parts = pieces.map((piece) => `${names.get(piece.programId ?? '') ?? ''} about ${daysWords(piece)}`)
  const sentence = `These days are spent in two programs, and each decides about its own: ${listOf(parts)}.`
  return { ...effect, remarks: [{ firm: false, sentence }, ...effect.remarks] }
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
    readWanted(context, wanted)
    const pieces = await piecesOf(tx, context, wanted)
    const ids: string[] = []
    for (const piece of pieces) ids.push(await askPiece(platform, guard, tx, who, context, piece))
    return { id: ids[0]!, state: 'pending' as const, parts: ids.length }
  })
}

/** Stores a request to one program, and tells who decides about it. */
async function askPiece(
  platform: Platform,
  guard: Guard,
  tx: WriteTx,
  who: Who,
  context: PersonContext,
  wanted: WantedAbsence & { readonly note: string },
): Promise<string> {
  const { institutionId } = who
  const looked = readWanted(context, wanted)
  const { remarks } = await effectOf(platform, guard, context, looked, tx)
  const firm = remarks.filter((remark) => remark.firm)
  if (firm.length > 0) throw invalid(firm.map(({ sentence }) => ({ path: 'startOn', sentence })))
  const id = randomUUID()
  const at = platform.now()
  const chain = await chainFor(tx, context, looked)
  await insert(tx, context, looked, { id, chain, who, at, note: wanted.note, state: 'pending' })
  const { personId, personName } = context
  const programId = looked.seat.programId
  tx.record({
    action: 'absence.asked',
    entity: 'absence',
    entityId: id,
    programId,
    after: { personId, ...auditForm(looked) },
  })
  await tellApprovers(tx, context, looked, { id, role: chain[0]!, at })
  await tellBeside(tx, { institutionId, id, personId, programId, ...daysOf(looked) }, { at, personName, what: 'asked' })
  return id
}

const daysOf = ({ startOn, endOn }: Looked) => ({ startOn, endOn })

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
    const reportedDays: WantedAbsence = {
      personId: reported.personId,
      kindCode: reported.kindCode,
      startOn: today,
      endOn: reported.untilOn ?? today,
      part: 'days',
    }
    const [{ programId } = reportedDays] = await piecesOf(tx, context, reportedDays)
    const wanted = { ...reportedDays, ...(programId === undefined ? {} : { programId }) }
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
  const { programId } = looked.seat
  const beside = (await besideOf(tx, institutionId, [context.personId]))({
    ...looked,
    programId,
    personId: context.personId,
  })
  const ids = new Set<string>()
  for (const id of [programId, ...beside])
    for (const { personId } of await store.holdersOf(tx, institutionId, id, ['chief', 'coordinator'])) ids.add(personId)
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
