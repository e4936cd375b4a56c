import { z } from 'zod'
import { id, isoDate, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import type { Definition } from '../../curriculum/contract.ts'
import { importOutcome, versionView } from '../contract.ts'
import { editPrograms, importPrograms, seeEffects } from '../policy.ts'

const definition = z.custom<Definition>().meta({ description: 'A program definition; its JSON Schema is a route' })

/** The longest text a draft may be: what a definition may have, and room to be wrong in. */
const source = z.string().max(300_000, 'This text is longer than a definition may be.')

export const draftSummary = z.object({
  id,
  programId: id,
  programName: z.string(),
  version,
  /** What people call the version it started from. */
  baseLabel: z.string(),
  /** When it takes effect as it stands; null while the text does not say. */
  effectiveOn: isoDate.nullable(),
  updatedAt: z.string(),
  updatedBy: z.string(),
})
export type DraftSummary = z.infer<typeof draftSummary>

const draftParams = z.object({ draftId: id })

export const listDrafts = route({
  id: 'program-drafts.list',
  method: 'get',
  path: '/api/program-drafts',
  summary: 'Open drafts of definitions, the latest edited first',
  access: editPrograms,
  query: z.object({ programId: id.optional() }),
  answer: z.object({ drafts: z.array(draftSummary) }),
})

export const startDraft = route({
  id: 'program-drafts.start',
  method: 'post',
  path: '/api/programs/:programId/drafts',
  summary: 'Start a draft from a version, to take effect on a day',
  access: editPrograms,
  params: z.object({ programId: id }),
  body: z.object({ fromVersionId: id, effectiveOn: isoDate }),
  answer: draftSummary,
  status: 201,
})

export const getDraft = route({
  id: 'program-drafts.get',
  method: 'get',
  path: '/api/program-drafts/:draftId',
  summary: 'A draft: its text, and the version it started from',
  access: editPrograms,
  params: draftParams,
  answer: draftSummary.extend({
    source,
    state: z.enum(['open', 'published', 'discarded']),
    base: versionView,
    baseDefinition: definition,
    versions: z.array(versionView),
    mayPublish: z.boolean(),
    maySeeEffect: z.boolean(),
  }),
})

export const saveDraft = route({
  id: 'program-drafts.save',
  method: 'put',
  path: '/api/program-drafts/:draftId',
  summary: 'Save the text of a draft as it stands, also while it has problems',
  access: editPrograms,
  params: draftParams,
  body: z.object({ expectedVersion: version, source }),
  answer: z.object({ version, updatedAt: z.string() }),
})

/** What a stale save is answered with. */
export const currentDraft = z.object({ version, source, updatedBy: z.string() })

export const discardDraft = route({
  id: 'program-drafts.discard',
  method: 'post',
  path: '/api/program-drafts/:draftId/discard',
  summary: 'Put a draft away; it can be brought back',
  access: editPrograms,
  params: draftParams,
  body: z.object({ expectedVersion: version, discarded: z.boolean() }),
  answer: z.object({ version }),
})

export const publishDraft = route({
  id: 'program-drafts.publish',
  method: 'post',
  path: '/api/program-drafts/:draftId/publish',
  summary: 'Make a draft a version; a reason is needed when that changes what trainees of today follow',
  access: importPrograms,
  params: draftParams,
  body: z.object({
    expectedVersion: version,
    reason: z.string().trim().max(2000, 'Use at most 2,000 characters.').optional(),
  }),
  answer: importOutcome,
})

export const exportDraft = route({
  id: 'program-drafts.export',
  method: 'get',
  path: '/api/program-drafts/:draftId/file',
  summary: 'The text of a draft as a file',
  access: editPrograms,
  params: draftParams,
  answer: 'file',
})

const status = z.enum(['met', 'on-track', 'at-risk', 'missed'])

export const draftEffect = z.object({
  /** The first line: who is concerned and how. */
  sentence: z.string(),
  asOf: isoDate,
  effectiveOn: isoDate,
  /** Which version trainees follow before and after, with their number. */
  follows: z.array(
    z.object({ label: z.string(), isDraft: z.boolean(), before: z.number().int(), after: z.number().int() }),
  ),
  /** The same change for several, in one sentence: "3 fellows would miss MRI by 2 weeks." */
  groups: z.array(z.object({ sentence: z.string(), better: z.boolean(), names: z.array(z.string()) })),
  trainees: z.array(
    z.object({
      appointmentId: id,
      personId: id,
      personName: z.string(),
      level: z.string().nullable(),
      startOn: isoDate,
      versionNow: z.string(),
      versionThen: z.string(),
      before: status.nullable(),
      /** Null where the draft cannot judge: it does not know the level the trainee entered at. */
      after: status.nullable(),
      changes: z.array(
        z.object({ title: z.string(), before: status.nullable(), after: status.nullable(), sentence: z.string() }),
      ),
    }),
  ),
  /** What the rules would newly say of the schedule, and how many findings would go. */
  findings: z.object({
    added: z.array(z.object({ severity: z.enum(['violation', 'warning', 'note']), sentence: z.string() })),
    removedCount: z.number().int(),
  }),
})
export type DraftEffect = z.infer<typeof draftEffect>

export const getDraftEffect = route({
  id: 'program-drafts.effect',
  method: 'get',
  path: '/api/program-drafts/:draftId/effect',
  summary: 'What a draft would mean for trainees, judged by the schedule of record or by a draft schedule',
  access: seeEffects,
  params: draftParams,
  query: z.object({
    /** `date`: those who would follow it from its day on; `everyone`: as if every trainee of the program followed it. */
    who: z.enum(['date', 'everyone']).optional(),
    scenarioId: id.optional(),
    /** The version of the text that is asked about, so that an answer is never about an older one. */
    version: z.string().regex(/^\d+$/).optional(),
  }),
  answer: z.object({
    version,
    /** Null while the text has problems: nothing can be said of it. */
    effect: draftEffect.nullable(),
    problemCount: z.number().int(),
    /** Draft schedules it may be judged by. */
    scenarios: z.array(z.object({ id, name: z.string(), yearLabel: z.string() })),
  }),
})
