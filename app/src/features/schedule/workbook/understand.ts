import { academicYear, type CalendarSpec, type DateRange, type Day } from '@gradus/rules'
import type { Table } from '../../../platform/tables/read-tables.ts'
import type { PeriodColumn } from './axis.ts'
import { codeKey, type CodeBook, type Meaning, readCode } from './codes.ts'
import { type Choices, skipped } from './contract.ts'
import type { PersonLine } from './layout.ts'
import { type Known, matchName, nameKey } from './names.ts'
import { understandSheet, type UnderstoodSheet } from './sheet.ts'

/** An appointment that a line can belong to, with the rotations of the version it follows. */
export interface PossibleSeat extends DateRange, Known {
  readonly personId: string
  readonly personName: string
  readonly rotationIds: ReadonlySet<string>
}

export interface Placed extends DateRange {
  readonly appointmentId: string
  readonly rotationId: string
}

export interface Away extends DateRange {
  readonly personId: string
  readonly leaveKind: (Meaning & { kind: 'leave' })['leaveKind']
}

export interface LineProblem {
  readonly sheet: string
  readonly row: number
  readonly sentence: string
}

export interface UnderstoodLine {
  readonly sheet: string
  readonly line: PersonLine
  readonly seat: PossibleSeat | null
  readonly skipped: boolean
  readonly suggestions: readonly string[]
}

export interface UnderstoodCode {
  readonly code: string
  readonly count: number
  readonly meaning: Meaning | null
  readonly guessed: boolean
  readonly halves: readonly string[]
}

export interface Understanding {
  readonly sheets: readonly UnderstoodSheet[]
  readonly lines: readonly UnderstoodLine[]
  readonly codes: readonly UnderstoodCode[]
  readonly placements: readonly Placed[]
  readonly leaves: readonly Away[]
  readonly problems: readonly LineProblem[]
  /** Nothing is unclear and nothing contradicts: it can be imported. */
  readonly ready: boolean
}

export interface Facts {
  readonly startYear: number
  readonly startsOn: string
  readonly calendar: CalendarSpec
  readonly seats: readonly PossibleSeat[]
  readonly rotations: CodeBook['rotations']
  readonly learnt: ReadonlyMap<string, Meaning>
}

/** Reads a whole workbook against the people and rotations of a program's year. Pure: the same file and facts give the same answer. */
export function understand(tables: readonly Table[], choices: Choices, facts: Facts): Understanding {
  const year = academicYear(facts.startYear, facts.startsOn)
  const sheets = tables.map((table, index) =>
    understandSheet(table, choices.sheets[String(index)] ?? {}, year, facts.calendar),
  )
  const lines = sheets
    .filter(({ included }) => included)
    .flatMap((sheet) => sheet.lines.map((line) => ({ sheet, line, ...meantBy(line.name, choices, facts.seats) })))
  const book: CodeBook = {
    settled: new Map([...facts.learnt, ...Object.entries(choices.codes)]),
    rotations: facts.rotations,
  }
  const codes = codesOf(
    lines.filter((line) => !line.skipped).flatMap(({ line }) => line.codes),
    book,
  )
  const meanings = new Map(codes.flatMap(({ code, meaning }) => (meaning === null ? [] : [[code, meaning]])))
  const problems: LineProblem[] = doubles(lines.map(({ sheet, line, seat }) => ({ sheet: sheet.name, line, seat })))
  const placements: Placed[] = []
  const leaves: Away[] = []
  for (const { sheet, line, seat } of lines) {
    if (seat === null) continue
    const parts = partsOf(line, sheet.periods, book, meanings)
    const strange = new Set<string>()
    for (const { meaning, startOn, endOn } of joined(parts)) {
      const days = { startOn: Math.max(startOn, seat.startOn), endOn: Math.min(endOn, seat.endOn) }
      if (days.startOn > days.endOn) continue
      if (meaning.kind === 'leave') leaves.push({ personId: seat.personId, leaveKind: meaning.leaveKind, ...days })
      if (meaning.kind !== 'rotation') continue
      if (seat.rotationIds.has(meaning.rotationId))
        placements.push({ appointmentId: seat.key, rotationId: meaning.rotationId, ...days })
      else strange.add(meaning.rotationId)
    }
    for (const rotationId of strange)
      problems.push({
        sheet: sheet.name,
        row: line.row,
        sentence: `${seat.personName} follows a version of the curriculum that has no ${nameOf(rotationId, facts)}.`,
      })
  }
  const unclear = lines.some((line) => line.seat === null && !line.skipped) || codes.some(isUnclear)
  return {
    sheets,
    lines: lines.map(({ sheet, ...rest }) => ({ ...rest, sheet: sheet.name })),
    codes,
    placements,
    leaves,
    problems,
    ready: !unclear && problems.length === 0 && placements.length + leaves.length > 0,
  }
}

export const isUnclear = ({ meaning, halves }: UnderstoodCode): boolean => meaning === null && halves.length === 0

const nameOf = (rotationId: string, { rotations }: Facts): string =>
  rotations.find((rotation) => rotation.rotationId === rotationId)?.name ?? rotationId

function meantBy(name: string, choices: Choices, seats: readonly PossibleSeat[]) {
  const chosen = choices.people[nameKey(name)]
  const { key, suggestions } = matchName(name, seats)
  const wanted = chosen === undefined ? key : chosen === skipped ? null : chosen
  return {
    seat: seats.find((seat) => seat.key === wanted) ?? null,
    skipped: chosen === skipped,
    suggestions,
  }
}

/** Two lines of the same appointment on which both say something: one of them is somebody else's, or left out. */
function doubles(lines: readonly { sheet: string; line: PersonLine; seat: PossibleSeat | null }[]): LineProblem[] {
  const first = new Map<string, { sheet: string; row: number }>()
  return lines.flatMap(({ sheet, line, seat }) => {
    if (seat === null) return []
    const before = first.get(seat.key)
    if (before === undefined) {
      first.set(seat.key, { sheet, row: line.row })
      return []
    }
    const where = before.sheet === sheet ? `row ${before.row}` : `row ${before.row} of “${before.sheet}”`
    return [{ sheet, row: line.row, sentence: `${seat.personName} stands in ${where} already. Leave one of them out.` }]
  })
}

function codesOf(texts: readonly string[], book: CodeBook): UnderstoodCode[] {
  const counts = new Map<string, number>()
  const count = (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const text of texts) {
    if (codeKey(text) === '') continue
    count(codeKey(text))
    const reading = readCode(text, book)
    if (reading.kind === 'halves') for (const half of [reading.first, reading.second]) count(half)
  }
  return [...counts].map(([code, times]) => {
    const reading = readCode(code, book)
    return {
      code,
      count: times,
      meaning: reading.kind === 'known' ? reading.meaning : null,
      guessed: reading.kind === 'known' && reading.guessed,
      halves: reading.kind === 'halves' ? [reading.first, reading.second] : [],
    }
  })
}

interface Part extends DateRange {
  readonly meaning: Meaning
}

function partsOf(
  line: PersonLine,
  periods: readonly PeriodColumn[],
  book: CodeBook,
  meanings: ReadonlyMap<string, Meaning>,
): Part[] {
  return periods.flatMap(({ startOn, endOn }, index) => {
    const text = line.codes[index] ?? ''
    const reading = readCode(text, book)
    const part = (code: string, from: Day, until: Day): Part[] => {
      const meaning = meanings.get(codeKey(code))
      return meaning === undefined || until < from ? [] : [{ meaning, startOn: from, endOn: until }]
    }
    if (reading.kind !== 'halves') return part(text, startOn, endOn)
    const middle = startOn + Math.ceil((endOn - startOn + 1) / 2)
    return [...part(reading.first, startOn, middle - 1), ...part(reading.second, middle, endOn)]
  })
}

const same = (a: Meaning, b: Meaning): boolean =>
  (a.kind === 'rotation' && b.kind === 'rotation' && a.rotationId === b.rotationId) ||
  (a.kind === 'leave' && b.kind === 'leave' && a.leaveKind === b.leaveKind)

/** Neighbours that say the same are one. */
function joined(parts: readonly Part[]): Part[] {
  const runs: Part[] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last !== undefined && last.endOn + 1 === part.startOn && same(last.meaning, part.meaning))
      runs[runs.length - 1] = { ...last, endOn: part.endOn }
    else runs.push(part)
  }
  return runs
}
