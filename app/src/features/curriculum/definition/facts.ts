import { z } from 'zod'
import { isoDate } from '../../../contract/fields.ts'
import { lengthOfTime, timeUnit, halves } from './amount.ts'
import { levelId, listOf, marks, prose, sentence, slug, title } from './marks.ts'

const webAddress = z.url({ protocol: /^https$/, error: 'Give a full https address.' }).max(500)

export const version = z.strictObject({
  effectiveOn: isoDate.describe('first day trainees can start under this version'),
  label: title.describe('what people call this version'),
  publishedOn: isoDate.optional().describe('date printed on the source'),
  sources: listOf(sentence).optional(),
  notes: prose.optional(),
  ...marks,
})

export const accreditation = z.strictObject({
  body: title.nullable().describe('who accredits the program; null when nobody is named'),
  status: z.enum(['accredited', 'not-accredited', 'applied', 'not-stated']),
  since: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Give a year, a month (2016-07) or a day (2016-07-01).')
    .optional(),
  note: sentence.optional(),
  ...marks,
})

export const certificate = z.strictObject({
  name: title.nullable().describe('the certificate graduates qualify to be examined for; null when there is none'),
  body: title.optional(),
  note: sentence.optional(),
  ...marks,
})

export const historyEvent = z.strictObject({
  on: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Give a year, a month (2016-07) or a day (2016-07-01).'),
  text: sentence,
  ...marks,
})

export const programLength = z.strictObject({ ...lengthOfTime, ...marks })

export const positions = z.strictObject({ perYear: z.int().min(1).max(200), note: sentence.optional(), ...marks })

export const priorTraining = z.strictObject({
  id: slug,
  title,
  months: z.int().min(1).max(120).optional(),
  note: sentence.optional(),
  ...marks,
})

export const independentCall = z.strictObject({
  afterMonths: z.int().min(1).max(84).describe('months of training in the program before any independent call'),
  note: sentence.optional(),
  ...marks,
})

/** Something counted or described: seven faculty, six suites, an outpatient clinic. */
export const countedFact = z.strictObject({
  id: slug,
  label: title,
  count: z.int().min(0).max(100_000).optional(),
  text: sentence.optional(),
  ...marks,
})

export const stipend = z.strictObject({
  academicYear: z.string().regex(/^\d{4}-\d{2}$/, 'Give the academic year as 2025-26.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Give the currency as three capitals, such as USD.'),
  amounts: listOf(z.strictObject({ level: levelId, perYear: z.int().min(1).max(10_000_000), ...marks })),
  benefits: listOf(sentence).optional(),
  ...marks,
})

export const combination = z.strictObject({
  programs: z.union([z.literal('any'), listOf(slug)]).describe('ids of programs, or any'),
  consent: z.enum(['both-directors', 'own-director', 'none']),
  note: sentence.optional(),
  ...marks,
})

export const offSitePolicy = z.strictObject({
  required: z.boolean(),
  reasons: listOf(sentence).optional().describe('what an off-site rotation may be arranged for'),
  ...marks,
})

export const callPolicy = z.strictObject({
  text: sentence,
  follows: title.optional().describe('whose work-hour rules the program follows'),
  perYear: z
    .strictObject({ min: halves.optional(), max: halves.optional(), unit: timeUnit, ...marks })
    .optional()
    .describe('how much call a trainee takes in a year'),
  ...marks,
})

export const application = z.strictObject({
  route: z.enum(['match', 'direct', 'not-stated']),
  text: sentence,
  url: webAddress.optional(),
  ...marks,
})
