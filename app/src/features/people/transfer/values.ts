import { isIsoDate, isoOf } from '@gradus/rules'

/** A cell's value, or the sentence that says what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Day 0 of Excel's calendar as days since 1970: it believes in a 29 February 1900, so serials below 61 are not used. */
const excelEpochDay = -25_569
const pad = (number: string): string => number.padStart(2, '0')

/** A day written as 2026-07-01, 7/1/2026, 1 Jul 2026 or as Excel's number of days. */
export function readDay(text: string): Read<string> {
  const problem = `“${text}” is not a date; write 2026-07-01 or 7/1/2026 (month first).`
  const dated = (year: string, month: string, day: string): Read<string> => {
    const iso = `${year}-${pad(month)}-${pad(day)}`
    return isIsoDate(iso) ? { value: iso } : { problem }
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?$/.exec(text)
  if (iso) return dated(iso[1] ?? '', iso[2] ?? '', iso[3] ?? '')
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  if (us) return dated(us[3] ?? '', us[1] ?? '', us[2] ?? '')
  const named = /^(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?,?[ -](\d{4})$/.exec(text)
  if (named) return dated(named[3] ?? '', String(months.indexOf((named[2] ?? '').toLowerCase()) + 1), named[1] ?? '')
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(text)
  if (serial) return { value: isoOf(Number(serial[1]) + excelEpochDay) }
  return { problem }
}

/** A share of full time: 80, 80 % or 0.8. A plain 1 is one percent only under a header that speaks of percent. */
export function readPercent(text: string, headerSaysPercent: boolean): Read<number> {
  const problem = `“${text}” is not a share of full time; write a whole percentage from 1 to 100.`
  const match = /^(\d{1,3}(?:[.,]\d+)?)\s*(%?)$/.exec(text)
  if (match === null) return { problem }
  const number = Number((match[1] ?? '').replace(',', '.'))
  const isFraction = match[2] === '' && !headerSaysPercent && number <= 1
  const percent = isFraction ? Math.round(number * 100) : number
  return Number.isInteger(percent) && percent >= 1 && percent <= 100 ? { value: percent } : { problem }
}

const address = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(\.[^\s@<>,;:"()[\]\\.]+)+$/

export const readEmail = (text: string): Read<string> =>
  address.test(text) && text.length <= 254
    ? { value: text.toLowerCase() }
    : { problem: `“${text}” is not an e-mail address.` }

/** "Doe, Jane" or "Jane Doe": the family name stands before the comma, or last. */
export function readFullName(text: string): { givenName: string; familyName: string } {
  const comma = text.indexOf(',')
  if (comma >= 0) return { givenName: text.slice(comma + 1).trim(), familyName: text.slice(0, comma).trim() }
  const space = text.lastIndexOf(' ')
  return { givenName: text.slice(0, Math.max(0, space)).trim(), familyName: text.slice(space + 1).trim() }
}
