/** Reads MiniZinc data: `name = number;`, `[…]`, `[| … | … |]` and `array2d(…, […])`, `array3d(…, […])` of whole numbers. */

export interface DznItem {
  /** Line of the name, from 1. */
  line: number
  numbers: number[]
  /** Numbers in each row of a `[| … |]`; empty for other values. */
  rows: number[]
  kind: 'number' | 'array'
}

export type DznReading = { ok: true; items: Map<string, DznItem> } | { ok: false; sentences: string[] }

interface Token {
  text: string
  line: number
}

const TOKEN = /\s+|%[^\n]*|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|[A-Za-z_]\w*|\.\.|\[\||\|\]|[=;,|[\](){}]|[^]/g
const NUMBER = /^-?\d/
const WHOLE = /^-?\d+$/
const NAME = /^[A-Za-z_]/

/** Never throws: what cannot be read is told with its line. */
export function readDzn(text: string): DznReading {
  const tokens = tokenise(text)
  const items = new Map<string, DznItem>()
  let at = 0
  const fail = (sentence: string): DznReading => {
    const line = (tokens[Math.min(at, tokens.length - 1)] ?? { line: 1 }).line
    return { ok: false, sentences: [`Line ${line}: ${sentence}`] }
  }
  while (at < tokens.length) {
    const name = tokens[at]!
    if (!NAME.test(name.text)) return fail(`a name was expected, not "${name.text}".`)
    if (items.has(name.text)) return fail(`"${name.text}" is given twice.`)
    at++
    if (tokens[at]?.text !== '=') return fail(`"=" was expected after "${name.text}".`)
    at++
    const end = tokens.findIndex(({ text: t }, index) => index >= at && t === ';')
    if (end < 0) return fail(`"${name.text}" does not end with ";".`)
    const item = readValue(tokens.slice(at, end), name)
    if (typeof item === 'string') return { ok: false, sentences: [`Line ${name.line}: ${item}`] }
    items.set(name.text, item)
    at = end + 1
  }
  return { ok: true, items }
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let line = 1
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\s/.test(token)) line += token.split('\n').length - 1
    else if (!token.startsWith('%')) tokens.push({ text: token, line })
  }
  return tokens
}

/** A sentence when the value is malformed. */
function readValue(tokens: Token[], { text: name, line }: Token): DznItem | string {
  const first = tokens[0]?.text ?? ''
  if (tokens.length === 1 && NUMBER.test(first)) {
    return WHOLE.test(first) ? { line, numbers: [Number(first)], rows: [], kind: 'number' } : notWhole(name, tokens[0]!)
  }
  if (/^array\dd$/.test(first)) {
    const open = tokens.findIndex(({ text }) => text === '[')
    const last = tokens.at(-1)!.text
    if (open < 0 || last !== ')') return `"${name}" is not a complete ${first}(…, […]).`
    return readList(tokens.slice(open, -1), name, line)
  }
  if (first === '[' || first === '[|') return readList(tokens, name, line)
  return `the value of "${name}" is neither a whole number nor an array.`
}

function readList(tokens: Token[], name: string, line: number): DznItem | string {
  const inRows = tokens[0]!.text === '[|'
  const close = inRows ? '|]' : ']'
  if (tokens.length < 2 || tokens.at(-1)!.text !== close) return `the array "${name}" does not end with "${close}".`
  const numbers: number[] = []
  const rows: number[] = []
  let inRow = 0
  for (const token of tokens.slice(1, -1)) {
    if (token.text === ',') continue
    if (inRows && token.text === '|') {
      rows.push(inRow)
      inRow = 0
    } else if (WHOLE.test(token.text)) {
      numbers.push(Number(token.text))
      inRow++
    } else
      return NUMBER.test(token.text) ? notWhole(name, token) : `"${name}" holds "${token.text}" on line ${token.line}.`
  }
  if (inRow > 0 && inRows) rows.push(inRow)
  return { line, numbers, rows, kind: 'array' }
}

function notWhole(name: string, token: Token): string {
  return `"${name}" holds ${token.text} on line ${token.line}; only whole numbers are meant.`
}
