import { academicYearOf, dayOf, isoOf } from '@gradus/rules'
import { notFound } from '../../contract/app-error.ts'
import type { Reads } from '../../platform/db/index.ts'
import { type Definition, rotationName } from '../curriculum/index.ts'
import { type List, listsFor, type Subject, templatesOf } from '../onboarding/index.ts'
import { peopleByIds } from '../people/index.ts'
import { institutionById, rotationTints, todayAt } from '../programs/index.ts'
import { mergeTouching } from '../schedule/edits.ts'
import { keptYear } from '../schedule/facts/kept.ts'
import type { Placement, Seat } from '../schedule/facts/year-facts.ts'
import { matchStays, type MatchedStay, type PlannedStay } from './stays.ts'
import { type StayRow, staysKept } from './store.ts'

type Site = Definition['sites'][number]

export interface Planned extends PlannedStay {
  readonly seat: Seat
}

/** A stay with everything that follows from the record, the definition and the steps that templates ask for. */
export interface Stay extends MatchedStay<StayRow, Planned> {
  readonly personId: string
  readonly personName: string
  readonly programId: string
  readonly programName: string
  readonly appointmentId: string
  readonly rotationId: string
  readonly rotationName: string
  readonly code: string
  readonly tint: number
  readonly site: Site | null
  readonly startOn: string
  readonly endOn: string
  readonly lists: readonly List[]
}

export interface Wanted {
  readonly institutionId: string
  readonly programIds: readonly string[]
  /** One person's alone. */
  readonly personId?: string
  readonly now: Date
}

/** Of a stay that nobody has touched: no mark has this subject. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Away from the program's own sites, or to be arranged ahead wherever it is. */
const isArranged = (site: Site | undefined): site is Site =>
  site !== undefined &&
  (site.kind === 'off-site' || site.leadTimeDays !== undefined || site.agreement?.required === true)

const siteOf = ({ followed: { definition } }: Seat, rotationId: string): Site | undefined => {
  const rotation = definition.rotations.find(({ id }) => id === rotationId)
  return definition.sites.find(({ id }) => id === rotation?.site)
}

/** Time at other sites that has not ended, of this academic year and the next, as published; with what was begun for it. */
export async function loadStays(db: Reads, wanted: Wanted): Promise<{ today: string; stays: Stay[] }> {
  const { institutionId, programIds, personId, now } = wanted
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  const today = todayAt(institution, now)
  if (programIds.length === 0) return { today, stays: [] }
  const { startYear } = academicYearOf(dayOf(today), institution.yearStartsOn)
  const seats = new Map<string, Seat>()
  const placements: Placement[] = []
  const names = new Map<string, string>()
  for (const year of [startYear, startYear + 1]) {
    const facts = await keptYear(db, { institutionId, startYear: year, programIds, source: { kind: 'record' }, now })
    for (const seat of facts.seats) if (personId === undefined || seat.personId === personId) seats.set(seat.id, seat)
    placements.push(...facts.placements)
    for (const { id, name } of facts.programs) names.set(id, name)
  }
  const planned = mergeTouching(placements.filter(({ appointmentId }) => seats.has(appointmentId))).flatMap(
    ({ appointmentId, rotationId, startOn, endOn }): Planned[] => {
      const seat = seats.get(appointmentId)!
      if (!isArranged(siteOf(seat, rotationId))) return []
      return [{ appointmentId, rotationId, startOn: isoOf(startOn), endOn: isoOf(endOn), seat }]
    },
  )
  const kept = await staysKept(db, institutionId, personId === undefined ? { programIds } : { personId })
  const matched = matchStays(kept, planned).filter((each) => (each.planned ?? each.kept)!.endOn >= today)
  const left = matched.flatMap((each) => (each.kept !== null && !seats.has(each.kept.appointmentId) ? [each.kept] : []))
  const gone = await peopleByIds(db, institutionId, [...new Set(left.map((row) => row.personId))])
  const found = matched.map((each) => describe(each, seats, names, (id) => fullName(gone.get(id))))
  const lists = await stepsOf(db, institutionId, programIds, found, today)
  return {
    today,
    stays: found
      .map((stay, index) => ({ ...stay, lists: lists.get(index) ?? [] }))
      .sort((a, b) => (a.startOn < b.startOn ? -1 : a.startOn > b.startOn ? 1 : a.personName < b.personName ? -1 : 1)),
  }
}

const fullName = (person: { readonly givenName: string; readonly familyName: string } | undefined): string =>
  person === undefined ? '' : `${person.givenName} ${person.familyName}`

function describe(
  each: MatchedStay<StayRow, Planned>,
  seats: ReadonlyMap<string, Seat>,
  names: ReadonlyMap<string, string>,
  nameOf: (personId: string) => string,
): Omit<Stay, 'lists'> {
  const { appointmentId, rotationId, startOn, endOn } = (each.planned ?? each.kept)!
  const seat = seats.get(appointmentId)
  const personId = seat?.personId ?? each.kept?.personId ?? ''
  const programId = seat?.programId ?? each.kept?.programId ?? ''
  const definition = seat?.followed.definition
  const rotation = definition?.rotations.find(({ id }) => id === rotationId)
  return {
    ...each,
    personId,
    personName: seat?.personName ?? nameOf(personId),
    programId,
    programName: names.get(programId) ?? '',
    appointmentId,
    rotationId,
    rotationName: rotation === undefined ? rotationId : rotationName(rotation),
    code: rotation?.code ?? rotationId,
    tint: definition === undefined ? 0 : (rotationTints(definition).get(rotationId) ?? 0),
    site: seat === undefined ? null : (siteOf(seat, rotationId) ?? null),
    startOn,
    endOn,
  }
}

/** The steps of stays, by their place in `stays`: what templates ask for at that site on that rotation. */
async function stepsOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[],
  stays: readonly Omit<Stay, 'lists'>[],
  today: string,
): Promise<Map<number, List[]>> {
  const templates = (await templatesOf(db, institutionId, programIds)).filter(({ kind }) => kind === 'off-site')
  const subjects = stays.map(
    (stay): Subject => ({
      id: stay.kept?.id ?? nobody,
      kind: 'off-site',
      personId: stay.personId,
      personName: stay.personName,
      programId: stay.programId,
      level: null,
      aboutOn: stay.startOn,
      leaveDays: 0,
      place: {
        siteId: stay.site?.id ?? '',
        rotationId: stay.rotationId,
        leadTimeDays: stay.site?.leadTimeDays ?? null,
      },
      begun: null,
    }),
  )
  const places = new Map(subjects.map((subject, index) => [subject, index]))
  const lists = new Map<number, List[]>()
  for (const list of await listsFor(db, institutionId, templates, subjects, today)) {
    const index = places.get(list.subject)!
    lists.set(index, [...(lists.get(index) ?? []), list])
  }
  return lists
}
