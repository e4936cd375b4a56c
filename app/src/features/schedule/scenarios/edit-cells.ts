import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { cellOf, rowsWire } from '../cell-wire.ts'
import { type CellChange, type Piece, samePiece, samePieces, settle } from '../cells.ts'
import type { Row } from '../edits.ts'
import { checkEdits } from '../blocks/edit-checks.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import { withDraftRows } from '../facts/load.ts'
import type { Placement } from '../facts/year-facts.ts'
import { findingView } from '../finding-view.ts'
import { findingsAbout } from '../findings.ts'
import { requireEach } from '../scope.ts'
import type { CellWire, editCells } from './cells-contract.ts'
import { replaceDraftRows } from './draft-rows.ts'
import { reasonsGiven, reasonsWithdrawn } from './reasons/given.ts'
import { insertReasons, withdrawReasons } from './reasons/store.ts'
import { advance, scenarioOrThrow, wantedOf } from './service.ts'
import { draftRows, lockedScenario } from './store.ts'

/**
 * Changes many cells of a draft: all, or none when one of them is no longer as its author saw it. Changes of other cells by others do not
 * stand in the way. A batch that arrives twice changes nothing the second time.
 */
export async function changeCells(
  platform: Platform,
  guard: Guard,
  who: Who,
  scenarioId: string,
  asked: readonly CellWire[],
): Promise<RouteAnswer<typeof editCells>> {
  const db = platform.database.drizzle
  const opened = await scenarioOrThrow(db, who.institutionId, scenarioId)
  guard.require({ programIds: opened.programIds })
  // Everything but the rows of the draft: kept while nobody changes it, so that a lock is never held for it.
  const year = await keptYear(db, { ...wantedOf(opened, null, platform.now()), source: { kind: 'record' } })
  const done = await write(platform, who, async (tx) => {
    // The lock makes batches wait for each other, so that only cells can conflict, never versions.
    const scenario = await lockedScenario(tx, who.institutionId, scenarioId)
    if (scenario === undefined) throw notFound('draft schedule')
    const facts = withDraftRows(year, scenario.programIds, await draftRows(tx, who.institutionId, scenarioId))
    const { lines, pathOf } = asLines(asked)
    const { seats } = checkEdits(facts, lines, pathOf)
    requireEach(
      guard,
      seats.map(({ programId }) => programId),
    )
    const edited = new Set(seats.map(({ id }) => id))
    const before = facts.placements.filter(({ appointmentId }) => edited.has(appointmentId))
    const { rows, conflicts, changed } = settleAll(before, asked.map(cellOf))
    if (conflicts.length > 0)
      throw new AppError('stale', conflictWords(conflicts.length), {
        current: { version: scenario.version, rows: rowsWire(piecesOf(before, edited)), conflicts },
      })
    const version = changed ? await advance(tx, scenario, scenario.version) : scenario.version
    const place = { institutionId: who.institutionId, scenarioId }
    const stored = await replaceDraftRows(tx, place, seats, before, withIds(before, rows))
    await insertReasons(tx, reasonsGiven(asked, seats, scenarioId, who, platform.now()))
    const author = { institutionId: who.institutionId, scenarioId, authorId: who.personId }
    await withdrawReasons(tx, author, reasonsWithdrawn(asked), platform.now())
    tx.record({
      action: 'scenario.edit',
      entity: 'scenario',
      entityId: scenarioId,
      before: { version: scenario.version },
      after: {
        version,
        cells: changed ? asked : asked.filter(({ reason, withdraws }) => (reason ?? withdraws) !== undefined),
      },
    })
    const placements: Placement[] = [
      ...facts.placements.filter(({ appointmentId }) => !edited.has(appointmentId)),
      ...stored.rows.map((row) => ({ ...row, amended: false, arrangedOn: null })),
    ]
    return { version, rows, facts: { ...facts, placements }, people: new Set(seats.map(({ personId }) => personId)) }
  })
  return {
    version: done.version,
    rows: rowsWire(done.rows),
    findings: findingsAbout(knownTo(guard, done.facts), done.people)
      .filter(({ personId }) => personId === undefined || done.people.has(personId))
      .map(findingView),
  }
}

const conflictWords = (count: number): string =>
  count === 1
    ? 'Somebody changed one of these cells meanwhile. Nothing was stored; choose which value shall stand.'
    : `Somebody changed ${count} of these cells meanwhile. Nothing was stored; choose which values shall stand.`

/** The days of each cell, and each rotation that shall stand there, as lines to be checked. */
function asLines(asked: readonly CellWire[]) {
  const lines = asked.flatMap(({ appointmentId, startOn, endOn, now }, index) => [
    { appointmentId, rotationId: null, startOn, endOn, index },
    ...now.map((piece) => ({ ...piece, appointmentId, index })),
  ])
  return { lines, pathOf: (line: number): string => `cells.${lines[line]?.index ?? 0}` }
}

const toPiece = ({ rotationId, pinned, startOn, endOn }: Piece): Piece => ({ rotationId, pinned, startOn, endOn })

/** The rows of the appointments, in order; empty for those without an assignment. */
function piecesOf(rows: readonly Row[], appointmentIds: Iterable<string>): Map<string, Piece[]> {
  const known = groupBy(rows, ({ appointmentId }) => appointmentId)
  return new Map(
    [...appointmentIds].map((id) => [id, (known.get(id) ?? []).map(toPiece).sort((a, b) => a.startOn - b.startOn)]),
  )
}

function settleAll(before: readonly Row[], changes: readonly CellChange[]) {
  const places = new Map(changes.map((change, index) => [change, index]))
  const changesOf = groupBy(changes, ({ appointmentId }) => appointmentId)
  const rows = new Map<string, Piece[]>()
  const conflicts: number[] = []
  let changed = false
  for (const [appointmentId, row] of piecesOf(before, changesOf.keys())) {
    const own = changesOf.get(appointmentId) ?? []
    const settled = settle(row, own)
    rows.set(appointmentId, settled.row)
    conflicts.push(...settled.conflicts.map((index) => places.get(own[index]!)!))
    changed ||= !samePieces(row, settled.row)
  }
  return { rows, conflicts, changed }
}

/** A piece that stands as it stood keeps its id. */
function withIds(
  before: readonly (Row & { readonly id: string })[],
  rows: ReadonlyMap<string, readonly Piece[]>,
): Row[] {
  return [...rows].flatMap(([appointmentId, pieces]) =>
    pieces.map((piece) => ({
      ...piece,
      appointmentId,
      id: before.find((row) => row.appointmentId === appointmentId && samePiece(row, piece))?.id ?? null,
    })),
  )
}
