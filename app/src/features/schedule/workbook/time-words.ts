import { type AcademicYear, type Day, dayInAcademicYear, dayOfCivil, daysInMonth } from '@gradus/rules'

/** What a cell of a header says about time. Months and days without a year are those of the academic year. */
export type TimeMark =
  | { readonly kind: 'range'; readonly startOn: Day; readonly endOn: Day }
  | { readonly kind: 'day'; readonly startOn: Day }
  | { readonly kind: 'month'; readonly startOn: Day }
  | Numbered<'block'>
  | Numbered<'week'>
  | Numbered<'number'>
type Numbered<K extends string> = { readonly kind: K; readonly number: number }

export interface TimeReading {
  readonly year: AcademicYear
  /** `3/7` is the third of July. */
  readonly dayFirst: boolean
  /** `Jul 25` is July of the year 25, not its 25th day. */
  readonly yearAfterMonth: boolean
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const dateWords = [
  '(?<y1>\\d{4})-(?<m1>\\d{1,2})-(?<d1>\\d{1,2})',
  '(?<a2>\\d{1,2})[/.](?<b2>\\d{1,2})(?:[/.](?<y2>\\d{4}|\\d{2}))?',
  `(?<w3>${monthWord})[ -]*(?<d3>\\d{1,2})(?!\\d)(?:st|nd|rd|th)?(?:,? +(?<y3>\\d{4}))?`,
  `(?<d4>\\d{1,2})[ -]*(?<w4>${monthWord})(?:[ -]*'?(?<y4>\\d{4}|\\d{2}))?`,
].join('|')
const onlyMonth = new RegExp(`^(?<word>${monthWord})[ \\-']*(?<year>\\d{4}|\\d{2})?$`, 'i')
const until = /^\s*(?:-|–|—|to|thru|through|until)\s*/i

const monthOf = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1
const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits))

function dayIn(year: AcademicYear, month: number, date: number, digits: string | undefined): Day | null {
  if (month < 1 || month > 12 || date < 1) return null
  if (digits !== undefined) {
    const written = yearOf(digits)
    return date <= daysInMonth(written, month) ? dayOfCivil({ year: written, month, date }) : null
  }
  if (date > daysInMonth(2024, month)) return null
  const text = (value: number): string => String(value).padStart(2, '0')
  return month === 2 && date === 29
    ? dayInAcademicYear('02-28', year) + 1
    : dayInAcademicYear(`${text(month)}-${text(date)}`, year)
}

function dayOfMatch(groups: Record<string, string | undefined>, { year, dayFirst }: TimeReading): Day | null {
  const { y1, m1, d1, a2, b2, y2, w3, d3, y3, w4, d4, y4 } = groups
  if (m1 !== undefined) return dayIn(year, Number(m1), Number(d1), y1)
  if (a2 !== undefined)
    return dayFirst ? dayIn(year, Number(b2), Number(a2), y2) : dayIn(year, Number(a2), Number(b2), y2)
  if (w3 !== undefined) return dayIn(year, monthOf(w3), Number(d3), y3)
  return w4 === undefined ? null : dayIn(year, monthOf(w4), Number(d4), y4)
}

/** The date that opens a text, and what follows it. */
function leadingDate(text: string, reading: TimeReading): { readonly day: Day; readonly rest: string } | null {
  const match = new RegExp(`^(?:${dateWords})`, 'i').exec(text)
  if (match?.groups === undefined) return null
  const day = dayOfMatch(match.groups, reading)
  return day === null ? null : { day, rest: text.slice(match[0].length) }
}

/** Spreadsheets count days from 30 December 1899. */
const spreadsheetEpoch = 25_569
const isSpreadsheetDay = (value: number): boolean => value > 36_000 && value < 75_000

function numbered(text: string): TimeMark | null {
  const match = /^(?<word>block|blk|period|b|p|week|wk|w)?\s*#?\s*(?<number>\d{1,5})$/i.exec(text)
  if (match?.groups === undefined) return null
  const number = Number(match.groups['number'])
  const word = match.groups['word']?.toLowerCase()
  if (word === undefined && isSpreadsheetDay(number)) return { kind: 'day', startOn: number - spreadsheetEpoch }
  if (number < 1 || number > 53) return null
  return { kind: word === undefined ? 'number' : word.startsWith('w') ? 'week' : 'block', number }
}

/** `Jul 25` and `Jul-25`: month and two figures that may be a day or a year. */
export const monthWithFigures = (text: string): number | null => {
  const match = new RegExp(`^${monthWord}[ \\-']*(\\d{2})$`, 'i').exec(text.trim())
  return match === null ? null : Number(match[2])
}

/** Reads one cell of a header; null where it says nothing about time. */
export function timeMark(cell: string, reading: TimeReading): TimeMark | null {
  const text = cell.trim().replace(/\s+/g, ' ')
  if (text === '') return null
  const month = onlyMonth.exec(text)?.groups
  if (month !== undefined && (month['year'] === undefined || month['year'].length === 4 || reading.yearAfterMonth)) {
    const startOn = dayIn(reading.year, monthOf(month['word'] ?? ''), 1, month['year'])
    return startOn === null ? null : { kind: 'month', startOn }
  }
  // "Block 3 (7/1 - 7/28)" and "Week of Jul 6": the dates say more than the words before them.
  const opening = /^(?:(?:block|blk|week|wk|period)\s*(?:of|#)?\s*\d{0,2}(?!\d)\s*[:,(-]?\s*)?/i.exec(text)?.[0] ?? ''
  for (const start of [text, text.slice(opening.length)]) {
    const first = leadingDate(start, reading)
    if (first === null) continue
    const joint = until.exec(first.rest)?.[0]
    if (joint === undefined) return { kind: 'day', startOn: first.day }
    const after = first.rest.slice(joint.length)
    const second = leadingDate(after, reading)
    if (second !== null && second.day >= first.day) return { kind: 'range', startOn: first.day, endOn: second.day }
    const length = lengthUntil(after, first.day)
    if (length !== null) return { kind: 'range', startOn: first.day, endOn: first.day + length }
  }
  return numbered(text)
}

/** `Jul 1-28`: the second figure is a day of the same month. */
function lengthUntil(after: string, startOn: Day): number | null {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?\)?$/.exec(after.trim())
  if (match === null) return null
  const date = new Date(startOn * 86_400_000).getUTCDate()
  const length = Number(match[1]) - date
  return length >= 0 ? length : null
}
