import { dayOf, isoOf, plural, subtract } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { readTables, type Table } from '../../../platform/tables/read-tables.ts'
import { enterLeave, leavesBetween } from '../../people/index.ts'
import { editPeople } from '../../people/policy.ts'
import { insertDraftRows, insertScenario } from '../scenarios/store.ts'
import { type Choices, mostSheetColumns, mostSheetRows, type WorkbookView } from './contract.ts'
import { loadFacts } from './facts.ts'
import * as store from './store.ts'
import { whyNotReady } from './ready.ts'
import { type Away, understand } from './understand.ts'
import { viewOf } from './view.ts'

const noChoices: Choices = { sheets: {}, people: {}, codes: {} }
const mostSheets = 30

export async function workbookAsked(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  id: string,
): Promise<store.WorkbookRow> {
  const row = await store.workbookById(platform.database.drizzle, institutionId, id)
  if (row === undefined) throw notFound('workbook')
  guard.require({ programIds: [row.programId] })
  return row
}

export async function viewWorkbook(platform: Platform, row: store.WorkbookRow): Promise<WorkbookView> {
  const loaded = await loadFacts(platform.database.drizzle, row, platform.now())
  return viewOf(row, understand(row.tables, row.choices, loaded.facts), loaded)
}

/** Sheets that could be a schedule, within limits that keep reading them quick. */
function usable(tables: readonly Table[]): Table[] {
  const filled = tables
    .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
    .map((table) => ({ ...table, rows: table.rows.map((row) => row.map((cell) => cell.slice(0, 200))) }))
  if (filled.length === 0) throw new AppError('invalid', 'This file is empty.')
  if (filled.length > mostSheets)
    throw new AppError('too-large', `This workbook has more than ${mostSheets} sheets. Keep those with the schedule.`)
  for (const { name, rows } of filled) {
    const where = name === '' ? 'This file' : `The sheet “${name}”`
    if (rows.length > mostSheetRows)
      throw new AppError('too-large', `${where} has more than ${mostSheetRows} rows. Keep those with the schedule.`)
    if (rows.some((row) => row.length > mostSheetColumns))
      throw new AppError('too-large', `${where} has more than ${mostSheetColumns} columns.`)
  }
  return filled
}

export async function keepWorkbook(
  platform: Platform,
  who: Who,
  sent: {
    readonly programId: string
    readonly startYear: number
    readonly fileName: string
    readonly bytes: Uint8Array
  },
): Promise<WorkbookView> {
  const { institutionId } = who
  const { programId, startYear, fileName } = sent
  const row: store.WorkbookRow = {
    institutionId,
    id: randomUUID(),
    programId,
    startYear,
    fileName,
    tables: usable(await readTables(sent.bytes, mostSheetRows + 1)),
    choices: noChoices,
    sentAt: platform.now(),
    sentBy: who.name,
    scenarioId: null,
    discardedAt: null,
    version: 0,
  }
  await write(platform, who, async (tx) => {
    await store.insertWorkbook(tx, row)
    const after = { fileName, startYear, sheets: row.tables.length }
    tx.record({ action: 'workbook.sent', entity: 'workbook', entityId: row.id, programId, after })
  })
  return viewWorkbook(platform, row)
}

async function advance(
  tx: WriteTx,
  row: store.WorkbookRow,
  expectedVersion: number,
  change: Parameters<typeof store.advanceWorkbook>[2],
): Promise<void> {
  const { institutionId, id } = row
  if (row.scenarioId !== null)
    throw new AppError('conflict', 'This workbook was imported already; its draft is among the draft schedules.')
  if (!(await store.advanceWorkbook(tx, { institutionId, id, expectedVersion }, change)))
    throw new AppError('stale', 'Somebody changed this import since you opened it. Look at it as it is now.', {
      current: { version: row.version },
    })
}

export async function choose(
  platform: Platform,
  who: Who,
  row: store.WorkbookRow,
  expectedVersion: number,
  choices: Choices,
): Promise<WorkbookView> {
  await write(platform, who, async (tx) => {
    await advance(tx, row, expectedVersion, { choices })
    const { programId } = row
    const after = { people: Object.keys(choices.people).length, codes: Object.keys(choices.codes).length }
    tx.record({ action: 'workbook.chosen', entity: 'workbook', entityId: row.id, programId, after })
  })
  return viewWorkbook(platform, { ...row, choices, version: expectedVersion + 1 })
}

export const discard = (platform: Platform, who: Who, row: store.WorkbookRow, expectedVersion: number): Promise<void> =>
  write(platform, who, async (tx) => {
    await advance(tx, row, expectedVersion, { discardedAt: platform.now() })
    const { id: entityId, programId, fileName } = row
    tx.record({ action: 'workbook.discarded', entity: 'workbook', entityId, programId, before: { fileName } })
  })

/** Makes a draft of all of it, enters the leaves that are not known yet, and remembers what the codes meant. */
export async function importWorkbook(
  platform: Platform,
  guard: Guard,
  who: Who,
  row: store.WorkbookRow,
  asked: { readonly expectedVersion: number; readonly name: string; readonly enterLeaves: boolean },
): Promise<{ scenarioId: string; sentence: string }> {
  const { institutionId } = who
  const { programId } = row
  if (asked.enterLeaves && !guard.may(editPeople, { programIds: [programId] }))
    throw new AppError('not-allowed', 'Your roles do not include entering leave. Import the assignments only.')
  const scenarioId = randomUUID()
  return write(platform, who, async (tx) => {
    await advance(tx, row, asked.expectedVersion, { scenarioId })
    const { facts } = await loadFacts(tx, row, platform.now())
    const understood = understand(row.tables, row.choices, facts)
    if (!understood.ready) throw new AppError('invalid', whyNotReady(understood))
    const scenario = {
      institutionId,
      id: scenarioId,
      name: asked.name,
      startYear: row.startYear,
      status: 'draft' as const,
      version: 0,
      createdBy: who.name,
      createdById: who.personId,
      createdAt: platform.now(),
    }
    await insertScenario(tx, scenario, [programId])
    await insertDraftRows(
      tx,
      understood.placements.map(({ appointmentId, rotationId, startOn, endOn }) => ({
        institutionId,
        id: randomUUID(),
        scenarioId,
        appointmentId,
        programId,
        rotationId,
        startOn: isoOf(startOn),
        endOn: isoOf(endOn),
        pinned: false,
      })),
    )
    const leaves = asked.enterLeaves ? await enterNewLeaves(tx, institutionId, understood.leaves) : 0
    const meant = understood.codes.flatMap(({ code, meaning }) => (meaning === null ? [] : [[code, meaning] as const]))
    await store.learnCodes(tx, institutionId, programId, meant)
    const assignments = understood.placements.length
    tx.record({
      action: 'workbook.imported',
      entity: 'workbook',
      entityId: row.id,
      programId,
      after: { scenarioId, assignments, leaves, codes: meant.length },
    })
    const also = leaves === 0 ? '' : ` and ${plural(leaves, 'leave')} entered`
    return { scenarioId, sentence: `${plural(assignments, 'assignment')} drafted${also}.` }
  })
}

/** Enters the days that no leave covers yet, so that the same workbook adds nothing twice. Gives how many were entered. */
async function enterNewLeaves(tx: WriteTx, institutionId: string, leaves: readonly Away[]): Promise<number> {
  const first = Math.min(...leaves.map(({ startOn }) => startOn))
  const last = Math.max(...leaves.map(({ endOn }) => endOn))
  if (leaves.length === 0) return 0
  const personIds = [...new Set(leaves.map(({ personId }) => personId))]
  const range = { startOn: isoOf(first), endOn: isoOf(last) }
  const known = await leavesBetween(tx, institutionId, personIds, range)
  let entered = 0
  for (const { personId, leaveKind, ...days } of leaves) {
    const taken = known
      .filter((leave) => leave.personId === personId)
      .map(({ startOn, endOn }) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) }))
    for (const free of subtract(days, taken)) {
      const input = { kind: leaveKind, startOn: isoOf(free.startOn), endOn: isoOf(free.endOn) }
      await enterLeave(tx, institutionId, personId, { ...input, countsTowardTraining: true })
      entered += 1
    }
  }
  return entered
}
