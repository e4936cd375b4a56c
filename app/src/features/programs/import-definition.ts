import { randomUUID } from 'node:crypto'
import { AppError } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Definition, diffDefinitions, parseDefinition, type Problem } from '../curriculum/index.ts'
import type { DefinitionChangeView, ImportOutcome } from './contract.ts'
import { versionInForce, withDefinitions } from './curricula.ts'
import * as store from './store.ts'

/** What storing a definition would do, seen from one moment of the database. */
interface Plan {
  readonly program: store.ProgramRow | undefined
  readonly revision: number
  readonly unchanged: boolean
  readonly changes: readonly DefinitionChangeView[]
  readonly rooms: readonly NonNullable<Definition['rooms']>[number][]
  readonly sites: Definition['sites']
  readonly notes: readonly string[]
}

export interface ImportOptions {
  readonly commit: boolean
  /** Throws when the importer may not; null is a program that does not exist yet. */
  readonly requireMay: (programId: string | null) => void
  /** Why a text that people in training follow changes. */
  readonly reason?: string | null
  /** What else belongs to the same write. */
  readonly also?: (tx: WriteTx) => Promise<void>
}

const nothing: Omit<ImportOutcome, 'outcome' | 'sentence'> = {
  programId: null,
  programName: null,
  effectiveOn: null,
  revision: null,
  problems: [],
  creates: [],
  changes: [],
  notes: [],
}

const refusedFile = (problems: readonly Problem[]): ImportOutcome => ({
  ...nothing,
  outcome: 'problems',
  sentence:
    problems.length === 1
      ? 'One thing in this file must be put right first.'
      : `${problems.length} things in this file must be put right first.`,
  problems: [...problems],
})

/** UTF-8 text, or null: a definition is text, whatever the file is called. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The name without its kind, for narrow places: "Musculoskeletal Imaging". */
export const shortNameOf = (name: string): string => name.replace(/\s+(fellowship|residency)( program)?$/i, '').trim()

async function planFor(db: Reads, institutionId: string, definition: Definition, source: string): Promise<Plan> {
  const program = await store.programBySlug(db, institutionId, definition.id)
  const rows = program === undefined ? [] : await store.versionsOf(db, institutionId, [program.id])
  const { effectiveOn } = definition.version
  const sameDate = rows.find((row) => row.effectiveOn === effectiveOn)
  const latestSource = sameDate === undefined ? undefined : await store.sourceOf(db, institutionId, sameDate.id)
  const earlier = sameDate ?? versionInForce(rows, effectiveOn)
  const [before] = await withDefinitions(db, institutionId, earlier === undefined ? [] : [earlier])
  const rooms = await store.roomsOf(db, institutionId)
  const sites = await store.sitesOf(db, institutionId)
  const knownRooms = new Map(rooms.map((room) => [room.id, room]))
  const notes = (definition.rooms ?? []).flatMap((room) => {
    const known = knownRooms.get(room.id)
    if (known === undefined || (known.minTrainees === (room.min ?? null) && known.maxTrainees === (room.max ?? null)))
      return []
    const words = (most: number | null | undefined) => (most === null || most === undefined ? 'any number of' : most)
    return [
      `“${known.name}” takes ${words(known.maxTrainees)} trainees at the institution and ${words(room.max)} in this file. The institution's figure stays; change it under Rooms.`,
    ]
  })
  return {
    program,
    revision: (sameDate?.revision ?? 0) + 1,
    unchanged: latestSource === source,
    changes: before === undefined ? [] : diffDefinitions(before.definition, definition),
    rooms: (definition.rooms ?? []).filter((room) => !knownRooms.has(room.id)),
    sites: definition.sites.filter((site) => !sites.some(({ id }) => id === site.id)),
    notes,
  }
}

const plainNames = (things: readonly { readonly name: string }[]): string => things.map(({ name }) => name).join(', ')

function outcomeOf(definition: Definition, plan: Plan): Omit<ImportOutcome, 'outcome' | 'sentence'> {
  const { program, rooms, sites } = plan
  return {
    ...nothing,
    programId: program?.id ?? null,
    programName: definition.name,
    effectiveOn: definition.version.effectiveOn,
    revision: plan.revision,
    creates: [
      ...(program === undefined ? [`The program “${definition.name}”`] : []),
      ...(rooms.length === 0 ? [] : [`${rooms.length === 1 ? 'The room' : 'The rooms'} ${plainNames(rooms)}`]),
      ...(sites.length === 0 ? [] : [`${sites.length === 1 ? 'The site' : 'The sites'} ${plainNames(sites)}`]),
    ],
    changes: [...plan.changes],
    notes: [...plan.notes],
  }
}

const versionWords = (definition: Definition, plan: Plan): string => {
  const revision = plan.revision === 1 ? '' : `, revision ${plan.revision}`
  return `${definition.name}, version of ${definition.version.effectiveOn}${revision}`
}

async function storeVersion(
  tx: WriteTx,
  who: Who,
  definition: Definition,
  plan: Plan,
  source: string,
  { now, reason }: { readonly now: Date; readonly reason: string | null },
) {
  const { institutionId } = who
  const shortName = shortNameOf(definition.name)
  const programId = plan.program?.id ?? randomUUID()
  const row = { institutionId, id: programId, name: definition.name, shortName }
  if (plan.program === undefined) await store.insertProgram(tx, { ...row, slug: definition.id })
  else if (plan.program.name !== definition.name) await store.renameProgram(tx, row)
  await store.insertVersion(tx, {
    institutionId,
    id: randomUUID(),
    programId,
    effectiveOn: definition.version.effectiveOn,
    revision: plan.revision,
    source,
    definition,
    importedAt: now,
    importedBy: who.personId,
  })
  await store.insertRooms(
    tx,
    plan.rooms.map(({ id, name, min, max }) => ({
      institutionId,
      id,
      name,
      minTrainees: min ?? null,
      maxTrainees: max ?? null,
    })),
  )
  await store.insertSites(
    tx,
    plan.sites.map(({ id, name, kind }) => ({ institutionId, id, name, own: kind === 'own' })),
  )
  tx.record({
    action: plan.program === undefined ? 'program.created' : 'program.version-imported',
    entity: 'program',
    entityId: programId,
    programId,
    after: {
      name: definition.name,
      effectiveOn: definition.version.effectiveOn,
      revision: plan.revision,
      label: definition.version.label,
      rooms: plan.rooms.map(({ id }) => id),
      sites: plan.sites.map(({ id }) => id),
      changes: plan.changes.map(({ sentence }) => sentence),
    },
    reason,
  })
  return programId
}

/** Checks a definition file and says what it changes; stores it as a new version or revision when asked to. */
export async function importDefinition(
  platform: Platform,
  who: Who,
  bytes: Uint8Array,
  { commit, requireMay, reason = null, also }: ImportOptions,
): Promise<ImportOutcome> {
  const { institutionId } = who
  const source = textOf(bytes)
  if (source === null)
    return refusedFile([{ line: 1, column: 1, path: '', sentence: 'This file is not text. Choose a YAML file.' }])
  const parsed = parseDefinition(source)
  if (!parsed.ok) return refusedFile(parsed.problems)
  const { definition } = parsed
  const seen = await planFor(platform.database.drizzle, institutionId, definition, source)
  requireMay(seen.program?.id ?? null)
  const unchanged = (plan: Plan): ImportOutcome => ({
    ...outcomeOf(definition, plan),
    revision: plan.revision - 1,
    creates: [],
    outcome: 'unchanged',
    sentence: `${definition.name}: this text is already the version of ${definition.version.effectiveOn}. Nothing was changed.`,
  })
  if (seen.unchanged) return unchanged(seen)
  if (!commit)
    return {
      ...outcomeOf(definition, seen),
      outcome: 'preview',
      sentence: `This file can be imported as ${versionWords(definition, seen)}.`,
    }
  return write(platform, who, async (tx) => {
    await store.lockInstitution(tx, institutionId)
    const plan = await planFor(tx, institutionId, definition, source)
    if (plan.unchanged) throw new AppError('conflict', 'Somebody imported the same file at the same moment.')
    const programId = await storeVersion(tx, who, definition, plan, source, { now: platform.now(), reason })
    await also?.(tx)
    return {
      ...outcomeOf(definition, plan),
      programId,
      outcome: 'stored' as const,
      sentence: `Imported ${versionWords(definition, plan)}.`,
    }
  })
}
