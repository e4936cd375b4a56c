import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { editText, parseDefinition, plainData } from '../../curriculum/index.ts'
import type { ImportOutcome } from '../contract.ts'
import { withDefinitions } from '../curricula.ts'
import { importDefinition } from '../import-definition.ts'
import { importPrograms, seeEffects } from '../policy.ts'
import { loadProgram } from '../service.ts'
import { programsOf, sourceOf, versionsOf } from '../store.ts'
import type { DraftSummary, getDraft } from './contract.ts'
import { movedInTraining } from './effect.ts'
import * as store from './store.ts'

export async function draftOrThrow(db: Reads, institutionId: string, draftId: string): Promise<store.DraftRow> {
  const found = await store.draftById(db, institutionId, draftId)
  if (found === undefined) throw notFound('draft of a definition')
  return found
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

function effectiveOnIn(source: string): string | null {
  const version = plainData(source)?.['version']
  const day: unknown =
    typeof version === 'object' && version !== null ? (version as Record<string, unknown>)['effectiveOn'] : null
  return isDay(day) ? day : null
}

/** Drafts with the names of their programs and of the versions they started from; three queries for any number. */
async function summaries(
  db: Reads,
  institutionId: string,
  drafts: readonly store.DraftRow[],
): Promise<Map<string, DraftSummary>> {
  const programIds = [...new Set(drafts.map(({ programId }) => programId))]
  const programs = new Map((await programsOf(db, institutionId, programIds)).map(({ id, name }) => [id, name]))
  const bases = new Set(drafts.map(({ baseVersionId }) => baseVersionId))
  const rows = (await versionsOf(db, institutionId, programIds)).filter(({ id }) => bases.has(id))
  const labels = new Map(
    (await withDefinitions(db, institutionId, rows)).map(({ id, definition }) => [id, definition.version.label]),
  )
  return new Map(
    drafts.map((draft) => [
      draft.id,
      {
        id: draft.id,
        programId: draft.programId,
        programName: programs.get(draft.programId) ?? '',
        version: draft.version,
        baseLabel: labels.get(draft.baseVersionId) ?? '',
        effectiveOn: effectiveOnIn(draft.source),
        updatedAt: draft.updatedAt.toISOString(),
        updatedBy: draft.updatedBy,
      },
    ]),
  )
}

export async function listDrafts(
  platform: Platform,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<DraftSummary[]> {
  const db = platform.database.drizzle
  const drafts = await store.openDrafts(db, institutionId, programIds)
  return [...(await summaries(db, institutionId, drafts)).values()]
}

/** Starts a draft as the text of a version, dated anew: a version itself is never edited. */
export async function startDraft(
  platform: Platform,
  who: Who,
  programId: string,
  asked: { readonly fromVersionId: string; readonly effectiveOn: string },
): Promise<DraftSummary> {
  const { institutionId } = who
  const db = platform.database.drizzle
  const { pick } = await loadProgram(platform, institutionId, programId)
  const { curriculum } = pick(asked.fromVersionId)
  const text = await sourceOf(db, institutionId, curriculum.id)
  if (text === undefined) throw notFound('version of this program')
  const source = editText(text, [{ kind: 'set', path: ['version', 'effectiveOn'], value: asked.effectiveOn }])
  const now = platform.now()
  const draft: store.DraftRow = {
    institutionId,
    id: randomUUID(),
    programId,
    baseVersionId: curriculum.id,
    source,
    state: 'open',
    version: 0,
    createdBy: who.name,
    createdAt: now,
    updatedBy: who.name,
    updatedAt: now,
  }
  await write(platform, who, async (tx) => {
    await store.insertDraft(tx, draft)
    tx.record({
      action: 'program-draft.started',
      entity: 'program-draft',
      entityId: draft.id,
      programId,
      after: { from: curriculum.definition.version.label, effectiveOn: asked.effectiveOn },
    })
  })
  return (await summaries(db, institutionId, [draft])).get(draft.id)!
}

export async function readDraft(
  platform: Platform,
  guard: Guard,
  draft: store.DraftRow,
): Promise<RouteAnswer<typeof getDraft>> {
  const { institutionId, programId } = draft
  const summary = (await summaries(platform.database.drizzle, institutionId, [draft])).get(draft.id)!
  const { views, pick } = await loadProgram(platform, institutionId, programId)
  const { curriculum, view } = pick(draft.baseVersionId)
  return {
    ...summary,
    source: draft.source,
    state: draft.state,
    base: view,
    baseDefinition: curriculum.definition,
    versions: views,
    mayPublish: guard.may(importPrograms, { programIds: [programId] }),
    maySeeEffect: guard.may(seeEffects, { programIds: [programId] }),
  }
}

const stale = (draft: store.DraftRow) =>
  new AppError('stale', `${draft.updatedBy} changed this draft meanwhile. What you typed is still here.`, {
    current: { version: draft.version, source: draft.source, updatedBy: draft.updatedBy },
  })

const closedWords = { published: 'has become a version', discarded: 'was put away' }
const requireOpen = ({ state }: store.DraftRow): void => {
  if (state !== 'open')
    throw new AppError('conflict', `This draft ${closedWords[state]}. Start another one from the program’s page.`)
}

export async function saveDraft(
  platform: Platform,
  who: Who,
  draftId: string,
  asked: { readonly expectedVersion: number; readonly source: string },
): Promise<{ version: number; updatedAt: string }> {
  const updatedAt = platform.now()
  return write(platform, who, async (tx) => {
    const draft = await draftOrThrow(tx, who.institutionId, draftId)
    requireOpen(draft)
    const change = { source: asked.source, updatedBy: who.name, updatedAt }
    if (!(await store.updateDraft(tx, draft, asked.expectedVersion, change))) throw stale(draft)
    tx.record({
      action: 'program-draft.saved',
      entity: 'program-draft',
      entityId: draftId,
      programId: draft.programId,
      after: { characters: asked.source.length },
    })
    return { version: asked.expectedVersion + 1, updatedAt: updatedAt.toISOString() }
  })
}

export async function discardDraft(
  platform: Platform,
  who: Who,
  draftId: string,
  asked: { readonly expectedVersion: number; readonly discarded: boolean },
): Promise<{ version: number }> {
  return write(platform, who, async (tx) => {
    const draft = await draftOrThrow(tx, who.institutionId, draftId)
    if (draft.state === 'published') requireOpen(draft)
    const state = asked.discarded ? ('discarded' as const) : ('open' as const)
    const change = { state, updatedBy: who.name, updatedAt: platform.now() }
    if (!(await store.updateDraft(tx, draft, asked.expectedVersion, change))) throw stale(draft)
    tx.record({
      action: asked.discarded ? 'program-draft.discarded' : 'program-draft.restored',
      entity: 'program-draft',
      entityId: draftId,
      programId: draft.programId,
    })
    return { version: asked.expectedVersion + 1 }
  })
}

/** Makes a draft a version, by the same way as a file comes in, in one transaction with closing the draft. */
export async function publishDraft(
  platform: Platform,
  who: Who,
  guard: Guard,
  draft: store.DraftRow,
  asked: { readonly expectedVersion: number; readonly reason?: string | undefined },
): Promise<ImportOutcome> {
  requireOpen(draft)
  if (draft.version !== asked.expectedVersion) throw stale(draft)
  const parsed = parseDefinition(draft.source)
  if (!parsed.ok)
    throw new AppError('invalid', 'This draft has problems that must be put right before it becomes a version.', {
      problems: parsed.problems,
    })
  const [program] = await programsOf(platform.database.drizzle, who.institutionId, [draft.programId])
  if (parsed.definition.id !== program?.slug)
    throw new AppError('invalid', `The id of a program stays the same in all its versions: ${program?.slug ?? ''}.`, {
      problems: [{ path: 'id', sentence: `Write “${program?.slug ?? ''}” here.` }],
    })
  const { effectiveOn } = parsed.definition.version
  const moved = await movedInTraining(platform, draft, effectiveOn)
  const reason = asked.reason ?? ''
  if (moved > 0 && reason === '')
    throw new AppError(
      'invalid',
      `${moved} in training would follow another text than today, because it takes effect on ${dayWords(effectiveOn)}. Say why, or choose a later day.`,
      { problems: [{ path: 'reason', sentence: 'Say why their curriculum changes.' }] },
    )
  const bytes = new TextEncoder().encode(draft.source)
  const outcome = await importDefinition(platform, who, bytes, {
    commit: true,
    requireMay: (programId) => guard.require(programId === null ? {} : { programIds: [programId] }),
    reason: reason === '' ? null : reason,
    also: async (tx) => {
      const change = { state: 'published' as const, updatedBy: who.name, updatedAt: platform.now() }
      if (!(await store.updateDraft(tx, draft, asked.expectedVersion, change)))
        throw stale(await draftOrThrow(tx, who.institutionId, draft.id))
      tx.record({
        action: 'program-draft.published',
        entity: 'program-draft',
        entityId: draft.id,
        programId: draft.programId,
        after: { effectiveOn },
        reason: reason === '' ? null : reason,
      })
    },
  })
  if (outcome.outcome !== 'stored') throw new AppError('conflict', outcome.sentence)
  return outcome
}
