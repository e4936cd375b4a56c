import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Platform } from '../../platform/platform.ts'
import { calendarWords, diffDefinitions, lengthWords } from '../curriculum/index.ts'
import { activeAppointments, peopleByIds } from '../people/index.ts'
import type { ProgramSummary, RoomView, VersionView } from './contract.ts'
import { curriculaInForce, type Curriculum, versionInForce, withDefinitions } from './curricula.ts'
import { phrasesOf } from './phrases.ts'
import * as store from './store.ts'
import { todayOf } from './today.ts'

async function traineeCounts(db: Reads, institutionId: string, programIds: readonly string[] | null, today: string) {
  const appointments = await activeAppointments(db, institutionId, { programIds, startOn: today, endOn: today })
  return new Map([...groupBy(appointments, (row) => row.programId)].map(([id, rows]) => [id, rows.length]))
}

const summaryOf = (program: store.ProgramRow, curriculum: Curriculum, traineesNow: number): ProgramSummary => {
  const { definition } = curriculum
  return {
    id: program.id,
    slug: program.slug,
    name: program.name,
    shortName: program.shortName,
    kind: definition.kind,
    calendar: calendarWords(definition.calendar),
    length: lengthWords(definition.length.amount, definition.length.unit),
    levels: definition.levels.map((level) => level.id),
    positionsPerYear: definition.positions?.perYear ?? null,
    traineesNow,
    effectiveOn: curriculum.effectiveOn,
    versionLabel: definition.version.label,
    publicUrl: `/programs/${program.slug}`,
  }
}

export async function listPrograms(platform: Platform, institutionId: string, programIds: readonly string[] | null) {
  const db = platform.database.drizzle
  const today = await todayOf(platform, institutionId)
  const [programs, curricula, counts] = await Promise.all([
    store.programsOf(db, institutionId, programIds),
    curriculaInForce(db, institutionId, programIds, today),
    traineeCounts(db, institutionId, programIds, today),
  ])
  return programs.flatMap((program) => {
    const curriculum = curricula.get(program.id)
    return curriculum === undefined ? [] : [summaryOf(program, curriculum, counts.get(program.id) ?? 0)]
  })
}

/** Versions as people see them, newest date first. */
async function versionViews(
  db: Reads,
  institutionId: string,
  versions: readonly Curriculum[],
  today: string,
): Promise<VersionView[]> {
  const importers = versions.flatMap((version) => version.importedBy ?? [])
  const people = await peopleByIds(db, institutionId, importers)
  const current = versionInForce(versions, today)
  const latest = groupBy(versions, (version) => version.effectiveOn)
  return versions.toReversed().map((version) => {
    const importer = people.get(version.importedBy ?? '')
    return {
      id: version.id,
      effectiveOn: version.effectiveOn,
      revision: version.revision,
      label: version.definition.version.label,
      importedAt: version.importedAt.toISOString(),
      importedBy: importer === undefined ? null : `${importer.givenName} ${importer.familyName}`,
      inForce: version.id === current?.id,
      superseded: latest.get(version.effectiveOn)?.[0]?.id !== version.id,
    }
  })
}

/** A program with its versions; `pick` gives one of them, the one in force when none is named. */
export async function loadProgram(platform: Platform, institutionId: string, programId: string) {
  const db = platform.database.drizzle
  const [program] = await store.programsOf(db, institutionId, [programId])
  if (program === undefined) throw notFound('program')
  const today = await todayOf(platform, institutionId)
  const rows = await store.versionsOf(db, institutionId, [programId])
  const versions = await withDefinitions(db, institutionId, rows)
  const views = await versionViews(db, institutionId, versions, today)
  const pick = (versionId: string | undefined) => {
    const row = versionId === undefined ? versionInForce(versions, today) : versions.find(({ id }) => id === versionId)
    const curriculum = versions.find(({ id }) => id === row?.id)
    const view = views.find(({ id }) => id === row?.id)
    if (curriculum === undefined || view === undefined) throw notFound('version of this program')
    return { curriculum, view }
  }
  return { program, today, views, pick }
}

export async function getProgram(
  platform: Platform,
  institutionId: string,
  programId: string,
  versionId: string | undefined,
) {
  const { program, today, views, pick } = await loadProgram(platform, institutionId, programId)
  const counts = await traineeCounts(platform.database.drizzle, institutionId, [programId], today)
  const { curriculum, view } = pick(versionId)
  return {
    ...summaryOf(program, curriculum, counts.get(programId) ?? 0),
    versions: views,
    shown: view,
    definition: curriculum.definition,
    phrases: phrasesOf(curriculum.definition),
  }
}

export async function diffVersions(
  platform: Platform,
  institutionId: string,
  programId: string,
  query: { readonly from: string; readonly to: string },
) {
  const { pick } = await loadProgram(platform, institutionId, programId)
  const from = pick(query.from)
  const to = pick(query.to)
  return {
    from: from.view,
    to: to.view,
    changes: diffDefinitions(from.curriculum.definition, to.curriculum.definition),
  }
}

/** The file as it was imported, and the name to save it under. */
export async function exportDefinition(
  platform: Platform,
  institutionId: string,
  programId: string,
  versionId: string | undefined,
): Promise<{ source: string; fileName: string }> {
  const { program, pick } = await loadProgram(platform, institutionId, programId)
  const { curriculum } = pick(versionId)
  const source = await store.sourceOf(platform.database.drizzle, institutionId, curriculum.id)
  if (source === undefined) throw notFound('version of this program')
  return { source, fileName: `${program.slug}-${curriculum.effectiveOn}.yaml` }
}

/** Rooms with the programs whose definition in force names them. */
export async function listRooms(
  platform: Platform,
  institutionId: string,
): Promise<(Omit<RoomView, 'mayEdit'> & { readonly programIds: readonly string[] })[]> {
  const db = platform.database.drizzle
  const today = await todayOf(platform, institutionId)
  const [rooms, programs, curricula] = await Promise.all([
    store.roomsOf(db, institutionId),
    store.programsOf(db, institutionId, null),
    curriculaInForce(db, institutionId, null, today),
  ])
  return rooms.map((room) => {
    const users = programs.flatMap((program) => {
      const definition = curricula.get(program.id)?.definition
      const rotations = definition?.rotations.filter((rotation) => rotation.room === room.id) ?? []
      return rotations.length === 0
        ? []
        : [{ id: program.id, shortName: program.shortName, rotations: rotations.map(({ code }) => code) }]
    })
    const { id, name, minTrainees, maxTrainees, version } = room
    return { id, name, minTrainees, maxTrainees, version, programs: users, programIds: users.map((user) => user.id) }
  })
}

export async function changeRoom(
  platform: Platform,
  who: Who,
  roomId: string,
  input: {
    readonly expectedVersion: number
    readonly name: string
    readonly minTrainees: number | null
    readonly maxTrainees: number | null
  },
): Promise<number> {
  const { expectedVersion, ...fields } = input
  await write(platform, who, async (tx) => {
    const current = (await store.roomsOf(tx, who.institutionId)).find((room) => room.id === roomId)
    if (current === undefined) throw notFound('room')
    const changed = await store.updateRoom(
      tx,
      { institutionId: who.institutionId, id: roomId, ...fields },
      expectedVersion,
    )
    if (!changed)
      throw new AppError('stale', `Somebody changed “${current.name}” meanwhile. Look at it again before you save.`, {
        current,
      })
    const { name, minTrainees, maxTrainees } = current
    tx.record({
      action: 'room.changed',
      entity: 'room',
      entityId: roomId,
      before: { name, minTrainees, maxTrainees },
      after: fields,
    })
  })
  return expectedVersion + 1
}
