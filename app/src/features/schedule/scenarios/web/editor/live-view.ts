import { dayOf, isoOf, overlap } from '@gradus/rules'
import type { AssignmentView, FindingView, ScheduleView } from '../../../blocks/contract.ts'
import { type Coverage, coverageOf, placeKeysOf, type Stay } from '../../../coverage.ts'
import { findingView } from '../../../finding-view.ts'
import { type Piece, samePieces } from '../../../cells.ts'
import type { Judge } from './judge.ts'
import { type Place, placeFindings, placeKey } from './judge-places.ts'
import type { Row, Rows } from './session.ts'
import { staysIn as piecesIn } from './stays.ts'

const knownRows = new WeakMap<readonly AssignmentView[], Rows>()

/** The rows of a draft as a view carries them; of the same view the same rows, which then need not be compared. */
export function rowsIn(view: Pick<ScheduleView, 'rows' | 'rotations' | 'assignments'>): Rows {
  const known = knownRows.get(view.assignments)
  if (known !== undefined) return known
  const rotations = new Map(view.rotations.map(({ key, rotationId }) => [key, rotationId]))
  const rows = new Map<string, Piece[]>(view.rows.map(({ appointmentId }) => [appointmentId, []]))
  for (const { appointmentId, rotationKey, startOn, endOn, pinned } of view.assignments)
    rows.get(appointmentId)?.push({
      rotationId: rotations.get(rotationKey) ?? rotationKey.slice(rotationKey.indexOf(':') + 1),
      startOn: dayOf(startOn),
      endOn: dayOf(endOn),
      pinned,
    })
  for (const row of rows.values()) row.sort((a, b) => a.startOn - b.startOn)
  knownRows.set(view.assignments, rows)
  return rows
}

const drawnRows = new WeakMap<Row, AssignmentView[]>()

/** The assignments of a row; the same row gives the same ones, so that it is not drawn again. */
function assignmentsOf(row: Row, appointmentId: string, programId: string): AssignmentView[] {
  let drawn = drawnRows.get(row)
  if (drawn === undefined) {
    drawn = row.map(({ rotationId, startOn, endOn, pinned }) => ({
      id: `${appointmentId} ${startOn}`,
      appointmentId,
      rotationKey: `${programId}:${rotationId}`,
      startOn: isoOf(startOn),
      endOn: isoOf(endOn),
      pinned,
      amended: false,
    }))
    drawnRows.set(row, drawn)
  }
  return drawn
}

export const assignmentsIn = (view: Pick<ScheduleView, 'rows'>, rows: Rows): AssignmentView[] =>
  view.rows.flatMap(({ appointmentId, programId }) =>
    assignmentsOf(rows.get(appointmentId) ?? [], appointmentId, programId),
  )

const isSame = (a: Row | undefined, b: Row | undefined): boolean => a === b || samePieces(a ?? [], b ?? [])

const changedSince = (before: Rows, rows: Rows): string[] =>
  [...rows.keys()].filter((id) => !isSame(before.get(id), rows.get(id)))

/** The rotations whose days are no longer the same in a row: of the others nothing has to be asked again. */
function rotationsThatDiffer(before: Row = [], after: Row = []): Set<string> {
  const without = (row: Row, other: Row) =>
    row.filter(
      (piece) =>
        !other.some(
          (each) =>
            each.rotationId === piece.rotationId && each.startOn === piece.startOn && each.endOn === piece.endOn,
        ),
    )
  return new Set([...without(before, after), ...without(after, before)].map(({ rotationId }) => rotationId))
}

/** What the server said of rows, and the rows it said it of. */
export interface Checked {
  readonly rows: Rows
  readonly findings: readonly FindingView[]
}

/** The appointments whose rows are no longer those that were checked, and the places that are concerned. */
function differences(judge: Judge, checked: Rows, rows: Rows) {
  const appointments = changedSince(checked, rows)
  const places = new Map<string, Place>()
  for (const id of appointments) {
    const curriculum = judge.facts.curriculumOf.get(id)
    if (curriculum === undefined) continue
    for (const rotationId of rotationsThatDiffer(checked.get(id), rows.get(id))) {
      const roomId = curriculum.rotations.find((each) => each.id === rotationId)?.roomId ?? null
      const own: Place[] = [{ kind: 'rotation', programId: curriculum.programId, rotationId }]
      for (const place of roomId === null ? own : [...own, { kind: 'room' as const, roomId }])
        places.set(placeKey(place), place)
    }
  }
  return { appointments, places }
}

const ranks = { violation: 0, warning: 1, note: 2 } as const

const placeOf = ({ personId, roomId, programId, rotationId }: FindingView): string | null => {
  if (personId !== null) return null
  if (roomId !== null) return `room:${roomId}`
  return rotationId === null ? null : `${programId}:${rotationId}`
}

/** The findings as they are now: the server's, but for people and places that have changed since, for which the same rules are asked here. */
export function findingsNow(judge: Judge, checked: Checked, rows: Rows): readonly FindingView[] {
  const { appointments, places } = differences(judge, checked.rows, rows)
  if (appointments.length === 0) return checked.findings
  const { horizon, personOf } = judge.facts
  const people = new Set(appointments.flatMap((id) => personOf.get(id) ?? []))
  const kept = checked.findings.filter(
    (finding) => !(finding.personId !== null && people.has(finding.personId)) && !places.has(placeOf(finding) ?? ''),
  )
  const fresh = [
    ...[...people].flatMap((id) => judge.personFindings(rows, id)),
    ...[...places.values()].flatMap((place) => placeFindings(judge.facts, rows, place, horizon)),
  ].map(findingView)
  return [...kept, ...fresh].sort(
    (a, b) =>
      ranks[a.severity] - ranks[b.severity] ||
      (a.startOn ?? '').localeCompare(b.startOn ?? '') ||
      a.sentence.localeCompare(b.sentence),
  )
}

/** The coverage strip as it is now: counted anew for the places that changed since the view came. */
export function coverageNow(
  judge: Judge,
  view: ScheduleView,
  before: Rows,
  rows: Rows,
): Pick<ScheduleView, 'coverage' | 'siteCoverage'> {
  const { coverage, siteCoverage } = view
  const rotationOf = new Map(view.rotations.map((rotation) => [rotation.key, rotation]))
  const programOf = new Map(view.rows.map(({ appointmentId, programId }) => [appointmentId, programId]))
  const touched = new Set<string>()
  for (const id of changedSince(before, rows))
    for (const rotationId of rotationsThatDiffer(before.get(id), rows.get(id))) {
      const rotation = rotationOf.get(`${programOf.get(id) ?? ''}:${rotationId}`)
      for (const key of rotation ? placeKeysOf(rotation) : []) touched.add(key)
    }
  const counted = [...coverage, ...siteCoverage].filter(({ key }) => touched.has(key))
  if (counted.length === 0) return { coverage, siteCoverage }
  const weeks = view.weeks.map(({ startOn, endOn }) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) }))
  const away = new Map(
    [...judge.facts.people.values()].map(({ id, leaves }) => [
      id,
      leaves.filter(({ removesFromSchedule }) => removesFromSchedule),
    ]),
  )
  const fresh = new Map(
    coverageOf(counted, staysIn(judge, view, rows, touched), away, weeks).map((row) => [row.key, row]),
  )
  const merged = (row: ScheduleView['coverage'][number]) => mergedRow(row, fresh.get(row.key))
  return { coverage: coverage.map(merged), siteCoverage: siteCoverage.map(merged) }
}

const mergedRow = (row: ScheduleView['coverage'][number], fresh: Coverage | undefined) =>
  fresh === undefined ? row : { ...row, low: fresh.low, high: fresh.high }

function staysIn(judge: Judge, view: ScheduleView, rows: Rows, touched: ReadonlySet<string>): Stay[] {
  const { curriculumOf, elsewhere, people } = judge.facts
  const placesOf = new Map(
    view.rotations.map((rotation) => [rotation.key, placeKeysOf(rotation).filter((key) => touched.has(key))]),
  )
  const seats = new Map(view.rows.map((row) => [row.appointmentId, row]))
  const rotationIds = new Set(
    view.rotations.flatMap(({ key, rotationId }) => ((placesOf.get(key) ?? []).length === 0 ? [] : [rotationId])),
  )
  const days = { startOn: dayOf(view.startOn), endOn: dayOf(view.endOn) }
  const own = [...piecesIn(rows, rotationIds, days)].flatMap(([appointmentId, pieces]): Stay[] => {
    const seat = seats.get(appointmentId)
    if (seat === undefined) return []
    const { personId, programId } = seat
    return pieces.flatMap(({ rotationId, startOn, endOn }): Stay[] =>
      (placesOf.get(`${programId}:${rotationId}`) ?? []).map((placeKey) => ({ placeKey, personId, startOn, endOn })),
    )
  })
  const fixed = [...people.values()].flatMap(({ id: personId, fixed: rest }) =>
    rest
      .filter((each) => overlap(each, judge.facts.horizon))
      .flatMap(({ appointmentId, rotationId, startOn, endOn }): Stay[] => {
        const roomId = curriculumOf.get(appointmentId)?.rotations.find(({ id }) => id === rotationId)?.roomId
        return roomId ? [{ placeKey: `room:${roomId}`, personId, startOn, endOn }] : []
      }),
  )
  const visitors = elsewhere.map(
    ({ person, roomId, startOn, endOn }): Stay => ({
      placeKey: `room:${roomId}`,
      personId: `elsewhere ${person}`,
      startOn,
      endOn,
    }),
  )
  return [...own, ...fixed, ...visitors].filter(({ placeKey }) => touched.has(placeKey))
}
