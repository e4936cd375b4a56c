/**
 * Reads the text format of the shift scheduling benchmark instances of T. Curtois and R. Qu, "Computational results on new
 * staff scheduling benchmark instances", technical report, University of Nottingham, 2014 (schedulingbenchmarks.org).
 * Sections of comma-separated lines; `#` begins a comment line; day 0 is a Monday.
 */
import type { ShiftProblem } from '../shifts/problem.ts'
import { type ShiftValidation, validateShiftProblem } from '../shifts/validate.ts'

/** The sign for a day off in schedules of this format. */
export const NRP_DAY_OFF = '-'

const MOST_SENTENCES = 50

interface Row {
  cells: string[]
  /** Says something about this line, with its number. */
  say: (sentence: string) => void
  /** The cell as a whole number from 0, or 0 with a sentence. */
  whole: (index: number, what: string) => number
}

interface Section {
  /** Fewest cells of a line. */
  least: number
  read: (problem: ShiftProblem, row: Row) => void
}

const SECTIONS: Record<string, Section> = {
  SECTION_HORIZON: {
    least: 1,
    read: (problem, row) => {
      problem.days = row.whole(0, 'number of days')
    },
  },
  SECTION_SHIFTS: {
    least: 2,
    read: ({ shifts }, row) => {
      const id = row.cells[0]!
      if (id === NRP_DAY_OFF) row.say(`"${NRP_DAY_OFF}" stands for a day off and cannot name a shift.`)
      shifts.push({
        id,
        label: id,
        minutes: row.whole(1, 'length in minutes'),
        notFollowedBy: split(row.cells[2], '|'),
      })
    },
  },
  SECTION_STAFF: {
    least: 8,
    read: ({ people }, row) => {
      const id = row.cells[0]!
      people.push({
        id,
        label: id,
        maxShifts: readLimits(row),
        maxMinutes: row.whole(2, 'most minutes'),
        minMinutes: row.whole(3, 'least minutes'),
        maxConsecutiveShifts: row.whole(4, 'most shifts in a row'),
        minConsecutiveShifts: row.whole(5, 'least shifts in a row'),
        minConsecutiveDaysOff: row.whole(6, 'least days off in a row'),
        maxWeekends: row.whole(7, 'most weekends'),
        daysOff: [],
      })
    },
  },
  SECTION_DAYS_OFF: {
    least: 1,
    read: ({ people }, row) => {
      const person = people.find(({ id }) => id === row.cells[0])
      if (!person) row.say(`"${row.cells[0]}" is not in the staff.`)
      for (let k = 1; k < row.cells.length; k++) if (row.cells[k] !== '') person?.daysOff.push(row.whole(k, 'day off'))
    },
  },
  SECTION_SHIFT_ON_REQUESTS: { least: 4, read: (problem, row) => readRequest(problem, row, 'on') },
  SECTION_SHIFT_OFF_REQUESTS: { least: 4, read: (problem, row) => readRequest(problem, row, 'off') },
  SECTION_COVER: {
    least: 5,
    read: ({ cover }, row) => {
      const [, shiftId] = row.cells
      const [day, wanted] = [row.whole(0, 'day'), row.whole(2, 'number wanted')]
      const [under, over] = [row.whole(3, 'weight for under'), row.whole(4, 'weight for over')]
      cover.push({ day, shiftId: shiftId!, wanted, under, over })
    },
  },
}

function readLimits(row: Row): Record<string, number> {
  const limits: Record<string, number> = {}
  for (const limit of split(row.cells[1], '|')) {
    const [shiftId, most] = limit.split('=')
    if (/^\d{1,7}$/.test(most ?? '')) limits[shiftId!] = Number(most)
    else row.say(`"${limit}" should be a shift and its most, as in "D=14".`)
  }
  return limits
}

function readRequest({ requests }: ShiftProblem, row: Row, kind: 'on' | 'off'): void {
  const [personId, , shiftId] = row.cells
  requests.push({
    kind,
    personId: personId!,
    day: row.whole(1, 'day'),
    shiftId: shiftId!,
    weight: row.whole(3, 'weight'),
  })
}

function split(text: string | undefined, separator: string): string[] {
  return (text ?? '').split(separator).filter((part) => part !== '')
}

/** Reads an instance, or says in sentences, with line numbers where a single line is at fault, why it is not one. Never throws. */
export function readNrp(text: string): ShiftValidation {
  const sentences: string[] = []
  const problem: ShiftProblem = { kind: 'shifts', days: 0, shifts: [], people: [], requests: [], cover: [] }
  const seen = new Set<string>()
  let section: Section | null = null
  for (const [k, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim()
    const say = (sentence: string): number => sentences.push(`Line ${k + 1}: ${sentence}`)
    if (line === '' || line.startsWith('#')) continue
    if (line.startsWith('SECTION_')) {
      section = Object.hasOwn(SECTIONS, line) ? SECTIONS[line]! : null
      if (!section) say(`${line} is not a section of this format.`)
      seen.add(line)
      continue
    }
    const cells = line.split(',').map((cell) => cell.trim())
    if (!section) {
      if (seen.size === 0) say('something stands before the first section.')
    } else if (cells.length < section.least) say(`has ${cells.length} fields instead of ${section.least}.`)
    else section.read(problem, { cells, say, whole: (index, what) => readWhole(cells[index] ?? '', what, say) })
    if (sentences.length >= MOST_SENTENCES) return { ok: false, sentences }
  }
  for (const name of ['SECTION_HORIZON', 'SECTION_SHIFTS', 'SECTION_STAFF', 'SECTION_COVER'])
    if (!seen.has(name)) sentences.push(`The file has no ${name}.`)
  return sentences.length > 0 ? { ok: false, sentences } : validateShiftProblem(problem)
}

function readWhole(cell: string, what: string, say: (sentence: string) => void): number {
  if (/^\d{1,9}$/.test(cell)) return Number(cell)
  // Some published files say "-0" for nobody.
  if (cell === '-0') return 0
  say(`the ${what} is "${cell}" instead of a whole number from 0.`)
  return 0
}
