import { addDays, dayOf, isoOf, type Minute } from '@gradus/rules'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Draft } from './drafts.ts'
import { loadHours, mondayOf, type Person } from './facts.ts'
import { checkerOf } from './judge.ts'
import { defaultHourSettings } from './settings.ts'
import { saveSettings } from './settings-store.ts'
import { appendPeriods, insertConfirmations } from './store.ts'
import { insertConcern, insertTold } from './telling-store.ts'
import { atLocal, instantOf } from './times.ts'
import { findingKey } from './views.ts'

export interface HoursSeed {
  readonly who: Who
  /** The same id for the same key, on every machine. */
  readonly idOf: (key: string) => string
  readonly programIds: readonly string[]
  readonly today: string
  /** Whose call went on for too long, and has told about it. */
  readonly longCall: { readonly personId: string; readonly on: string }
  /** Who has not confirmed last week. */
  readonly lateIds: readonly string[]
  readonly concern: string
}

const weeks = 6
const batch = 500

/** Fills the last weeks of everybody from the published schedule, as trainees would have confirmed them. */
export async function seedHours(platform: Platform, seed: HoursSeed): Promise<void> {
  const { who, idOf, programIds } = seed
  const { institutionId } = who
  const monday = mondayOf(dayOf(seed.today))
  const since = addDays(monday, -7 * weeks)
  await write(platform, who, async (tx) => {
    for (const programId of programIds)
      await saveSettings(
        tx,
        { institutionId, programId, expectedVersion: 0 },
        { ...defaultHourSettings, keptSince: isoOf(since) },
      )
    tx.record({
      action: 'hours.settings-changed',
      entity: 'institution',
      entityId: institutionId,
      after: { keptSince: isoOf(since) },
    })
  })
  await write(platform, who, async (tx) => {
    const range = { startOn: since, endOn: monday - 1 }
    const wanted = {
      institutionId,
      range,
      draftThroughOn: range.endOn,
      whose: { programIds: null },
      now: platform.now(),
    }
    const { people, institution } = await loadHours(tx, wanted)
    const zone = institution.timeZone
    const mondays = Array.from({ length: weeks }, (_, index) => since + 7 * index)
    const late = new Set(seed.lateIds)
    const confirmed = (person: Person, day: number) => !(late.has(person.personId) && day >= monday - 7)
    const rows = people.flatMap((person) => {
      const own = person.drafts.filter(({ on }) => confirmed(person, dayOf(on)) && since <= dayOf(on))
      const long = person.personId === seed.longCall.personId ? longCall(zone, seed.longCall.on) : null
      const kept =
        long === null
          ? own
          : own.filter((draft) => draft.endAt <= long.startAt || long.endAt + 14 * 60 <= draft.startAt)
      return [
        ...kept.flatMap((draft) => versionsOf(draft, person, { institutionId, idOf, zone })),
        ...(long === null
          ? []
          : [
              {
                ...rowOf(person, zone),
                institutionId,
                ...long,
                entryId: idOf(`hours:${person.personId}:long`),
                version: 1,
                source: 'entered' as const,
                startAt: instantOf(long.startAt),
                endAt: instantOf(long.endAt),
                writtenAt: instantOf(long.endAt + 300),
              },
            ]),
      ]
    })
    for (let at = 0; at < rows.length; at += batch) await appendPeriods(tx, rows.slice(at, at + batch))
    await insertConfirmations(
      tx,
      people.flatMap((person) =>
        mondays
          .filter(
            (day) =>
              confirmed(person, day) && person.stays.some((stay) => stay.startOn <= day + 6 && day <= stay.endOn),
          )
          .map((day) => ({
            institutionId,
            id: idOf(`hours:confirmed:${person.personId}:${day}`),
            personId: person.personId,
            weekOn: isoOf(day),
            throughOn: isoOf(day + 6),
            confirmedAt: instantOf(atLocal(zone, isoOf(day + 6), 20 * 60)),
          })),
      ),
    )
    await insertConcern(tx, {
      institutionId,
      id: idOf('hours:concern'),
      programId: null,
      weekOn: isoOf(monday - 7),
      topic: 'Pressure to log differently',
      words: seed.concern,
      readers: 'office',
    })
    tx.record({
      action: 'hours.logged',
      entity: 'institution',
      entityId: institutionId,
      after: { periods: rows.length },
    })
  })
  await tellOfLongCall(platform, seed)
}

const longCall = (zone: string, on: string): { startAt: Minute; endAt: Minute; kind: 'in-house-call' } => ({
  startAt: atLocal(zone, on, 6 * 60 + 30),
  endAt: atLocal(zone, isoOf(dayOf(on) + 1), 11 * 60 + 15),
  kind: 'in-house-call',
})

const rowOf = ({ personId, personName, programIds, stays }: Person, timeZone: string) => ({
  personId,
  programId: programIds[0] ?? null,
  rotationId: stays[0]?.rotationId ?? null,
  siteId: stays[0]?.siteId ?? null,
  timeZone,
  authorPersonId: personId,
  author: personName,
})

/** Most days were as planned; some went on, by a quarter of an hour to an hour and a half. */
function versionsOf(
  { key, kind, startAt, endAt, on, stay, call }: Draft,
  person: Person,
  { institutionId, idOf, zone }: { institutionId: string; idOf: (key: string) => string; zone: string },
) {
  const entryId = idOf(`hours:${person.personId}:${key}`)
  const first = {
    institutionId,
    entryId,
    version: 1,
    ...rowOf(person, call?.timeZone ?? zone),
    ...(stay ? { programId: stay.programId, rotationId: stay.rotationId, siteId: stay.siteId } : {}),
    kind,
    startAt: instantOf(startAt),
    endAt: instantOf(endAt),
    source: 'drafted' as const,
    draftKey: key,
    writtenAt: instantOf(endAt + 30),
  }
  const chance = Number.parseInt(entryId.slice(0, 4), 16) % 100
  if (call !== null || chance >= 18) return [first]
  const longer = instantOf(endAt + 15 * (1 + (Number.parseInt(entryId.slice(4, 8), 16) % 6)))
  return [
    first,
    {
      ...first,
      version: 2,
      source: 'corrected' as const,
      endAt: longer,
      reason: on.endsWith('1') ? 'Late add-on study.' : '',
    },
  ]
}

/** The trainee of the long call has told what happened; it waits for the director. */
async function tellOfLongCall(platform: Platform, { who, idOf, longCall: { personId, on } }: HoursSeed): Promise<void> {
  const { institutionId } = who
  const range = { startOn: dayOf(on), endOn: dayOf(on) + 1 }
  await write(platform, who, async (tx) => {
    const { people } = await loadHours(tx, {
      institutionId,
      range,
      draftThroughOn: range.endOn,
      whose: { personIds: [personId] },
      now: platform.now(),
    })
    const [person] = people
    const finding = person && checkerOf(person).findings.find(({ severity }) => severity === 'violation')
    if (person === undefined || finding === undefined) throw new Error('The long call of the demo breaks no rule.')
    const stay = person.stays.find(({ startOn, endOn }) => startOn <= range.startOn && range.startOn <= endOn)
    await insertTold(tx, {
      institutionId,
      id: idOf('hours:told'),
      personId,
      programId: stay?.programId ?? person.programIds[0]!,
      rotationId: stay?.rotationId ?? null,
      findingKey: findingKey(finding),
      ruleId: finding.ruleId,
      startOn: isoOf(finding.startOn ?? range.startOn),
      endOn: isoOf(finding.endOn ?? range.startOn),
      sentence: finding.sentence,
      citation: finding.citation.source,
      measured: finding.measured ?? null,
      maximum: finding.limit ?? null,
      cause: 'A colleague was away',
      help: 'A backup reader for the morning after, when the day team is one short.',
      note: '',
      toldAt: instantOf(atLocal(person.stays[0]!.timeZone, isoOf(range.endOn + 1), 9 * 60)),
    })
    tx.record({ action: 'hours.violation-told', entity: 'hour-violation', entityId: idOf('hours:told') })
  })
}
