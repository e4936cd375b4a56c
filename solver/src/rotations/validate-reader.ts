/** Small readers of unknown data that collect sentences instead of throwing. */
export type Fields = Record<string, unknown>

export interface Names {
  activityIds: Set<string>
  personIds: Set<string>
  slotCounts: Map<string, number>
  tierCount: number
}

export interface Reader {
  sentences: string[]
  say: (sentence: string) => void
  object: (value: unknown, what: string) => Fields | null
  /** The list, or an empty one with a sentence; `undefined` is an empty list when optional. */
  list: (value: unknown, what: string, optional?: 'optional') => unknown[]
  text: (value: unknown, what: string) => string
  whole: (value: unknown, what: string, least: number) => number
  /** A whole number when given. */
  maybeWhole: (value: unknown, what: string, least: number) => number | undefined
  uniqueId: (fields: Fields, what: string, seen: Set<string>) => string
  ids: (value: unknown, what: string, known: Set<string>) => void
  range: (value: unknown, what: string) => { startOn: number; endOn: number } | null
  soft: (value: unknown, what: string, tierCount: number) => void
}

/** Days, ticks and counts stay far inside what the search's 32-bit arrays hold. */
const MOST = 10_000_000

export function createReader(): Reader {
  const sentences: string[] = []
  const say = (sentence: string): void => {
    sentences.push(sentence)
  }
  const object: Reader['object'] = (value, what) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
    say(`${what} must be an object.`)
    return null
  }
  const list: Reader['list'] = (value, what, optional) => {
    if (Array.isArray(value)) return value
    if (value !== undefined || !optional) say(`${what} must be a list.`)
    return []
  }
  const text: Reader['text'] = (value, what) => {
    if (typeof value === 'string' && value !== '') return value
    say(`${what} must be a text.`)
    return ''
  }
  const whole: Reader['whole'] = (value, what, least) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST) return value
    say(`${what} must be a whole number${least > -MOST ? ` from ${least}` : ''}.`)
    return Math.max(0, least)
  }
  const maybeWhole: Reader['maybeWhole'] = (value, what, least) =>
    value === undefined ? undefined : whole(value, what, least)
  const uniqueId: Reader['uniqueId'] = (fields, what, seen) => {
    const id = text(fields['id'], `The id of ${lower(what)}`)
    if (id !== '' && seen.has(id)) say(`${what} has the id "${id}", which is taken.`)
    seen.add(id)
    return id
  }
  const ids: Reader['ids'] = (value, what, known) => {
    const seen = new Set<unknown>()
    for (const id of list(value, what)) {
      if (typeof id !== 'string' || !known.has(id)) say(`${what} name "${String(id)}", which does not exist.`)
      else if (seen.has(id)) say(`${what} name "${id}" twice.`)
      seen.add(id)
    }
  }
  const range: Reader['range'] = (value, what) => {
    const fields = object(value, what)
    if (!fields) return null
    const before = sentences.length
    const startOn = whole(fields['startOn'], `The first day of ${lower(what)}`, -MOST)
    const endOn = whole(fields['endOn'], `The last day of ${lower(what)}`, -MOST)
    if (sentences.length > before) return null
    if (endOn < startOn) say(`${what} ends before it starts.`)
    return { startOn, endOn }
  }
  const soft: Reader['soft'] = (value, what, tierCount) => {
    if (value === undefined) return
    const fields = object(value, `The softness of ${lower(what)}`)
    if (!fields) return
    const tier = whole(fields['tier'], `The tier of ${lower(what)}`, 0)
    if (tier >= tierCount) say(`${what} counts in tier ${tier}, but there are only ${tierCount}, from 0.`)
    whole(fields['weight'], `The weight of ${lower(what)}`, 1)
  }
  return { sentences, say, object, list, text, whole, maybeWhole, uniqueId, ids, range, soft }
}

export function lower(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1)
}
