import type { CalendarSpec } from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { calendarSpec } from '../../curriculum/index.ts'
import { peopleByIds } from '../../people/index.ts'
import type { RotationView } from '../blocks/contract.ts'
import { loadYear } from '../facts/load.ts'
import { gridRows } from '../grid.ts'
import { rotationViews, versionsShown } from '../rotations.ts'
import { codesLearnt, type WorkbookRow } from './store.ts'
import type { Facts } from './understand.ts'

export interface LoadedFacts {
  readonly facts: Facts
  readonly yearLabel: string
  readonly rotations: readonly RotationView[]
  readonly rows: ReturnType<typeof gridRows>
}

const monthly: CalendarSpec = { kind: 'months' }

/** The people, rotations and calendar of the program in that year, and what its codes were found to mean before. */
export async function loadFacts(
  db: Reads,
  row: Pick<WorkbookRow, 'institutionId' | 'programId' | 'startYear'>,
  now: Date,
): Promise<LoadedFacts> {
  const { institutionId, programId, startYear } = row
  const source = { kind: 'record' as const }
  const year = await loadYear(db, { institutionId, startYear, programIds: [programId], source, now })
  if (year.programs.length === 0) throw notFound('program')
  const people = await peopleByIds(
    db,
    institutionId,
    year.seats.map(({ personId }) => personId),
  )
  const rotations = rotationViews(versionsShown(year))
  const definition = year.inForce[0]?.definition ?? year.seats[0]?.followed.definition
  const facts: Facts = {
    startYear,
    startsOn: year.startsOn,
    calendar: definition === undefined ? monthly : calendarSpec(definition),
    seats: year.seats.map((seat) => ({
      key: seat.id,
      personId: seat.personId,
      personName: seat.personName,
      givenName: people.get(seat.personId)?.givenName ?? '',
      familyName: people.get(seat.personId)?.familyName ?? seat.personName,
      startOn: seat.startOn,
      endOn: seat.endOn,
      rotationIds: new Set(seat.followed.definition.rotations.map(({ id }) => id)),
    })),
    rotations: rotations.map(({ rotationId, code, name }) => ({ rotationId, code, name })),
    learnt: await codesLearnt(db, institutionId, programId),
  }
  return { facts, yearLabel: year.year.label, rotations, rows: gridRows(year) }
}
