import type { Amount } from './definition/amount.ts'
import type { Definition } from './definition/definition.ts'
import { SECTIONS } from './definition/sections.ts'
import { isJsonNode, type JsonNode } from './json-schema.ts'
import { amountWords, boundsWords, calendarWords, lengthWords, listWords, traineesWords } from './words.ts'

/** What the parts of a definition are called when they change. */
const SUBJECTS: { [key: string]: string } = {
  version: 'Version',
  accreditation: 'Accreditation',
  certificate: 'Certificate',
  length: 'Length',
  calendar: 'Calendar',
  positions: 'Positions',
  independentCall: 'Independent call',
  plan: 'Plan of the years',
  callPolicy: 'Call',
  offSite: 'Off-site rotations',
  combinableWith: 'Combining with other programs',
  stipend: 'Stipend',
  application: 'Application',
  ...Object.fromEntries(SECTIONS.map(({ id, heading }) => [`sections.${id}`, `Section “${heading}”`])),
}

export const subjectAt = (path: string): string | undefined => SUBJECTS[path]

/** What an entry of each list is called. */
const NOUNS: { [key: string]: string } = {
  rotations: 'The rotation',
  requirements: 'The requirement',
  groups: 'The group',
  sites: 'The site',
  rooms: 'The room',
  levels: 'The level',
  rows: 'The plan for',
  amounts: 'The stipend for',
  priorTraining: 'The prior training',
}

export const nounOf = (key: string): string => NOUNS[key] ?? 'The entry'

const KEY_WORDS: { [key: string]: string } = {
  counts: 'what counts',
  effectiveOn: 'effective day',
  publishedOn: 'publication day',
  perYear: 'amount per year',
  choose: 'choices',
  text: 'text',
}

/** `leadTimeDays` becomes `lead time days`. */
export const keyWords = (key: string): string =>
  KEY_WORDS[key] ?? key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

export type Phrase = { words: string; covers: readonly string[] }

type Bounds = { min?: number; max?: number; unit?: Amount['unit'] }

/** A record whose meaning is one phrase, such as an amount or a capacity, and the keys the phrase speaks for. */
export const phraseOf = (key: string, value: JsonNode): Phrase | null => {
  const { min, max, unit = 'weeks' } = value as Bounds
  const isBounds = typeof (min ?? max) === 'number'
  const lengths = (count: number): string => lengthWords(count, unit)
  switch (key) {
    case 'amount':
      return { words: amountWords(value as Amount), covers: Object.keys(value) }
    case 'calendar':
      return { words: calendarWords(value as Definition['calendar']), covers: Object.keys(value) }
    case 'length':
      return {
        words: lengthWords(Number(value['amount']), value['unit'] as Amount['unit']),
        covers: ['amount', 'unit'],
      }
    case 'capacity':
      return isBounds ? { words: boundsWords(min, max, traineesWords), covers: ['min', 'max'] } : null
    case 'run':
    case 'perYear':
      return isBounds ? { words: boundsWords(min, max, lengths), covers: ['min', 'max', 'unit'] } : null
    default:
      return null
  }
}

export const TEXT_LIMIT = 80

const quote = (text: string): string =>
  `“${text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT).trimEnd()}…` : text.replace(/\.$/, '')}”`

export const valueWords = (key: string, value: unknown): string => {
  if (value === null) return 'none'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return listWords(value.map((item: unknown) => valueWords(key, item)))
  if (typeof value === 'number') return String(value)
  if (!isJsonNode(value)) return 'nothing'
  return phraseOf(key, value)?.words ?? pairWords(value)
}

const pairWords = (value: JsonNode): string =>
  listWords(Object.entries(value).map(([key, item]) => `${keyWords(key)} ${valueWords(key, item)}`))
