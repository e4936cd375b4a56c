import { addMonths, dayOf, isoOf } from '@gradus/rules'
import type { z } from 'zod'
import { AppError } from '../../contract/app-error.ts'
import { detectColumns, type PersonRowDraft, readRows, readSheet } from '../people/index.ts'
import type { readIncoming } from './contract.ts'
import { type IncomingPerson, incomingPerson } from './decisions.ts'
import type { Situation } from './situation.ts'

type Read = z.output<typeof readIncoming.answer>

/** What a list without a header is taken for. */
const usualHeader = 'Full name\tE-mail\tEntry level\tStarts on\tEnds on'

/** What somebody who comes is given where the list does not say. */
export function newcomerOf({ curriculum, next }: Situation) {
  const levels = curriculum?.definition.levels.map(({ id }) => id) ?? []
  const level = levels[0] ?? ''
  const startOn = isoOf(next.startOn)
  return { levels, level, startOn, endOn: usualEnd({ curriculum, next }, level, startOn) }
}

/** The last day of training that begins on a day at a level, by the length that the definition gives. */
export function usualEnd(
  { curriculum, next }: Pick<Situation, 'curriculum' | 'next'>,
  level: string,
  startOn: string,
): string {
  if (curriculum === undefined) return isoOf(next.endOn)
  const { length, levels } = curriculum.definition
  if (length.unit === 'weeks') return isoOf(dayOf(startOn) + Math.round(length.amount * 7) - 1)
  const lasts =
    length.unit === 'years' ? Math.round(length.amount * 12) : length.unit === 'months' ? Math.round(length.amount) : 0
  const skipped = Math.max(
    0,
    levels.findIndex(({ id }) => id === level),
  )
  const months = lasts - skipped * 12
  return months <= 0 ? isoOf(next.endOn) : isoOf(addMonths(dayOf(startOn), months) - 1)
}

/** Reads what was copied from a spreadsheet or an e-mail, as the import of people reads files. */
export async function readList(situation: Situation, text: string): Promise<Read> {
  if (text.trim() === '') throw new AppError('invalid', 'Paste the list first: a person on each line.')
  const { sheet, added } = await sheetOf(text)
  const mapping = detectColumns(sheet.header)
  const rows = readRows(sheet, mapping, [])
  const problems: Read['problems'] = []
  const entries = rows.flatMap((row): IncomingPerson[] => {
    const parsed = incomingPerson.safeParse(entryOf(situation, row))
    const line = row.row - added
    for (const { column, sentence } of row.problems)
      problems.push({ row: line, sentence: column === null ? sentence : `${column}: ${sentence}` })
    if (row.problems.length > 0) return []
    if (parsed.success) return [parsed.data]
    problems.push({ row: line, sentence: whatIsMissing(row) })
    return []
  })
  return { entries, problems }
}

/** With the usual header in front where the first line is somebody already; `added` is how many lines that makes. */
async function sheetOf(text: string) {
  const encode = (lines: string) => new TextEncoder().encode(lines)
  const first = text.trimStart().split(/\r?\n/, 1)[0] ?? ''
  const sign = first.includes('\t') ? '\t' : first.includes(';') ? ';' : ','
  const found = detectColumns(first.split(sign).map((cell) => cell.trim()))
  if (found.fullName !== undefined || found.familyName !== undefined)
    return { sheet: await readSheet(encode(text.trimStart())), added: 0 }
  const headed = `${usualHeader.replaceAll('\t', sign)}\n${text.trimStart()}`
  return { sheet: await readSheet(encode(headed)), added: 1 }
}

function entryOf(situation: Situation, row: PersonRowDraft) {
  const newcomer = newcomerOf(situation)
  const level = row.entryLevel ?? newcomer.level
  const startOn = row.startOn ?? newcomer.startOn
  return {
    givenName: row.givenName ?? '',
    familyName: row.familyName ?? '',
    email: row.email,
    level,
    startOn,
    endOn: row.endOn ?? usualEnd(situation, level, startOn),
    ftePercent: row.ftePercent ?? 100,
  }
}

const whatIsMissing = ({ givenName, familyName }: PersonRowDraft): string =>
  givenName === null || familyName === null
    ? 'Give a given name and a family name, such as “Ada Example”.'
    : 'This line could not be read.'
