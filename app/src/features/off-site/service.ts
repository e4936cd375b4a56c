import { addDays, dayOf, isoOf, plural } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, notFound } from '../../contract/app-error.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Platform } from '../../platform/platform.ts'
import { notify } from '../notifications/index.ts'
import { isOpen, markIn } from '../onboarding/index.ts'
import { peopleByIds, peopleInRole } from '../people/index.ts'
import { agreementOf } from './agreement.ts'
import type { changeStay, deskStays, markStay, personStays, StayKey, StayView } from './contract.ts'
import { loadStays, type Stay } from './load.ts'
import * as store from './store.ts'

const stale = () => new AppError('stale', 'Somebody changed this stay meanwhile. Look at it as it is now.')

const stepsOf = ({ lists }: Stay) =>
  lists.flatMap(({ items }) => items).sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))

function stayView(stay: Stay, owners: ReadonlyMap<string, string>): StayView {
  const { kept, planned, state, site, startOn, endOn } = stay
  const ownerId = kept?.ownerId ?? null
  const lead = site?.leadTimeDays ?? null
  return {
    stayId: kept?.id ?? null,
    version: kept?.version ?? 0,
    personId: stay.personId,
    personName: stay.personName,
    programId: stay.programId,
    programName: stay.programName,
    appointmentId: stay.appointmentId,
    rotationId: stay.rotationId,
    rotationName: stay.rotationName,
    code: stay.code,
    tint: stay.tint,
    siteName: site?.name ?? '',
    startOn,
    endOn,
    state,
    before: state === 'moved' && kept !== null ? { startOn: kept.startOn, endOn: kept.endOn } : null,
    leadTimeDays: lead,
    arrangeBy: lead === null ? null : isoOf(addDays(dayOf(startOn), -lead)),
    agreement:
      site === null || planned === null
        ? { state: 'not-required', sentence: 'It is in the schedule no longer.' }
        : agreementOf(site, stay),
    steps: stepsOf(stay),
    owner: ownerId === null ? null : { personId: ownerId, name: owners.get(ownerId) ?? '' },
    note: kept?.note ?? '',
  }
}

async function namesOf(platform: Platform, institutionId: string, ids: readonly string[]) {
  const people = await peopleByIds(platform.database.drizzle, institutionId, [...new Set(ids)])
  return new Map([...people].map(([id, { givenName, familyName }]) => [id, `${givenName} ${familyName}`]))
}

export async function desk(
  platform: Platform,
  institutionId: string,
  programIds: readonly string[],
): Promise<RouteAnswer<typeof deskStays>> {
  const db = platform.database.drizzle
  const { today, stays } = await loadStays(db, { institutionId, programIds, now: platform.now() })
  const held = [
    ...(await peopleInRole(db, institutionId, 'coordinator', programIds)),
    ...(await peopleInRole(db, institutionId, 'director', programIds)),
  ]
  const ids = [...held.map(({ personId }) => personId), ...stays.flatMap(({ kept }) => kept?.ownerId ?? [])]
  const names = await namesOf(platform, institutionId, ids)
  const owners = held.map(({ personId, programId }) => ({ personId, programId, name: names.get(personId) ?? '' }))
  return { today, stays: stays.map((stay) => stayView(stay, names)), owners }
}

/** Stays of a person as far as the reader may see them; notes are for those who arrange. */
export async function ofPerson(
  platform: Platform,
  institutionId: string,
  personId: string,
  programIds: readonly string[],
  may: (programId: string) => { readonly see: boolean; readonly arrange: boolean },
): Promise<RouteAnswer<typeof personStays>> {
  const wanted = { institutionId, programIds, personId, now: platform.now() }
  const { today, stays } = await loadStays(platform.database.drizzle, wanted)
  const names = await namesOf(
    platform,
    institutionId,
    stays.flatMap(({ kept }) => kept?.ownerId ?? []),
  )
  const seen = stays.filter(({ programId }) => may(programId).see).map((stay) => stayView(stay, names))
  return { today, stays: seen.map((view) => (may(view.programId).arrange ? view : { ...view, note: '' })) }
}

/** The stay that is meant, among those of a person. */
export async function stayAsked(
  platform: Platform,
  institutionId: string,
  personId: string,
  programIds: readonly string[],
  asked: StayKey,
): Promise<Stay> {
  const wanted = { institutionId, programIds, personId, now: platform.now() }
  const { stays } = await loadStays(platform.database.drizzle, wanted)
  const stay = stays.find(
    ({ appointmentId, rotationId, startOn }) =>
      appointmentId === asked.appointmentId && rotationId === asked.rotationId && startOn === asked.startOn,
  )
  if (stay === undefined) throw notFound('time at another site')
  return stay
}

/** Keeps the stay from now on, as the record has it, if nobody has touched it before. */
async function keep(tx: WriteTx, who: Who, stay: Stay): Promise<string> {
  if (stay.kept !== null) return stay.kept.id
  const id = randomUUID()
  const { institutionId } = who
  const { personId, appointmentId, programId, rotationId, startOn, endOn } = stay
  const row = { institutionId, id, personId, appointmentId, programId, rotationId, startOn, endOn, note: '' }
  await store.insertStay(tx, row)
  const after = { rotation: stay.rotationName, startOn, endOn }
  tx.record({ action: 'off-site.begun', entity: 'off-site-stay', entityId: id, programId, after })
  return id
}

export async function mark(
  platform: Platform,
  who: Who,
  stay: Stay,
  { stay: _stay, ...marking }: z.output<typeof markStay.body>,
  asDesk: boolean,
): Promise<{ stayId: string; versions: number[] }> {
  return write(platform, who, async (tx) => {
    const subjectId = await keep(tx, who, stay)
    const { personId, programId } = stay
    const about = { subjectId, personId, programId, entity: 'off-site-stay' }
    const versions = await markIn(tx, who, platform.now(), about, stay.lists, marking, asDesk)
    return { stayId: subjectId, versions }
  })
}

export async function change(
  platform: Platform,
  who: Who,
  stay: Stay,
  asked: z.output<typeof changeStay.body>,
): Promise<{ stayId: string; version: number }> {
  const { institutionId } = who
  const { ownerId, note, acceptDays, expectedVersion } = asked
  const { programId } = stay
  return write(platform, who, async (tx) => {
    if (ownerId !== null && ownerId !== stay.kept?.ownerId) {
      const may = [
        ...(await peopleInRole(tx, institutionId, 'coordinator', [programId])),
        ...(await peopleInRole(tx, institutionId, 'director', [programId])),
      ]
      if (!may.some(({ personId }) => personId === ownerId))
        throw new AppError('invalid', 'Choose a coordinator or director of the program.', {
          problems: [{ path: 'ownerId', sentence: 'Choose a coordinator or director of the program.' }],
        })
    }
    const id = await keep(tx, who, stay)
    const days = acceptDays && stay.planned !== null ? { startOn: stay.startOn, endOn: stay.endOn } : {}
    const set = { ownerId, note, ...days }
    if (!(await store.updateStay(tx, { institutionId, id, expectedVersion }, set))) throw stale()
    const { kept } = stay
    const before =
      kept === null ? {} : { ownerId: kept.ownerId, note: kept.note, startOn: kept.startOn, endOn: kept.endOn }
    const owner = ownerId === null ? null : ((await peopleByIds(tx, institutionId, [ownerId])).get(ownerId) ?? null)
    const after = { ...set, owner: owner === null ? null : `${owner.givenName} ${owner.familyName}` }
    tx.record({ action: 'off-site.changed', entity: 'off-site-stay', entityId: id, programId, before, after })
    return { stayId: id, version: expectedVersion + 1 }
  })
}

const remindDays = 28

/** One notice to each trainee with steps of their own that are late or due soon. */
export async function remind(
  platform: Platform,
  who: Who,
  programIds: readonly string[],
  personIds: readonly string[],
): Promise<{ reminded: number }> {
  const { institutionId } = who
  const now = platform.now()
  const { today, stays } = await loadStays(platform.database.drizzle, { institutionId, programIds, now })
  const wanted = new Set(personIds)
  const own = stays.filter(({ personId }) => wanted.has(personId))
  if (new Set(own.map(({ personId }) => personId)).size < wanted.size) throw notFound('trainee with time elsewhere')
  const last = isoOf(addDays(dayOf(today), remindDays))
  const due = own.flatMap((stay) =>
    stepsOf(stay)
      .filter((step) => step.owner === 'trainee' && isOpen(step) && step.dueOn <= last)
      .map((step) => ({ stay, step })),
  )
  if (due.length === 0) throw new AppError('conflict', 'They have no step of their own that is due within four weeks.')
  const byPerson = groupBy(due, ({ stay }) => stay.personId)
  await write(platform, who, async (tx) => {
    await notify(
      tx,
      [...byPerson].map(([personId, steps]) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at: now,
        kind: 'off-site.due' as const,
        title: `${plural(steps.length, 'step')} before your time at another site`,
        detail: `${steps.map(({ step, stay }) => `${step.title} for ${stay.site?.name ?? stay.rotationName} (by ${dayWords(step.dueOn)})`).join('; ')}.`,
        link: '/me/checklists',
      })),
    )
    const after = { personIds: [...byPerson.keys()] }
    tx.record({ action: 'off-site.reminded', entity: 'institution', entityId: institutionId, after })
  })
  return { reminded: byPerson.size }
}
