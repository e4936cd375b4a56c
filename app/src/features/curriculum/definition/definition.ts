import { z } from 'zod'
import { calendar, level } from './calendar.ts'
import * as facts from './facts.ts'
import { listOf, sentence, slug, title } from './marks.ts'
import { room, site } from './place.ts'
import { plan } from './plan.ts'
import { requirement } from './requirement.ts'
import { rotation, rotationGroup } from './rotation.ts'
import { sections } from './sections.ts'

/**
 * One dated version of one program: the single source of the file format, of the JSON Schema and of the types.
 * The order of the keys here is the order in which a definition is written out.
 */
export const definitionSchema = z.strictObject({
  id: slug.describe('the program; all its versions share it'),
  name: title,
  kind: z.enum(['residency', 'fellowship']),
  summary: sentence.describe('one or two sentences for lists of programs'),
  version: facts.version,
  accreditation: facts.accreditation,
  certificate: facts.certificate.optional(),
  history: listOf(facts.historyEvent).optional(),
  length: facts.programLength,
  calendar,
  levels: listOf(level).describe('in order; each lasts one year'),
  positions: facts.positions.optional(),
  priorTraining: listOf(facts.priorTraining).optional(),
  independentCall: facts.independentCall.optional(),
  sites: listOf(site),
  rooms: listOf(room).optional(),
  rotations: listOf(rotation),
  groups: listOf(rotationGroup).optional(),
  requirements: listOf(requirement),
  plan: plan.optional(),
  callPolicy: facts.callPolicy.optional(),
  offSite: facts.offSitePolicy.optional(),
  combinableWith: facts.combination.optional(),
  faculty: listOf(facts.countedFact).optional(),
  facilities: listOf(facts.countedFact).optional(),
  stipend: facts.stipend.optional(),
  application: facts.application.optional(),
  sections,
})
export type Definition = z.infer<typeof definitionSchema>
