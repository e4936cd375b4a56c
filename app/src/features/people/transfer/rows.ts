import { type Role, roleNames, roles } from '../../../contract/roles.ts'
import { suggestion } from '../../curriculum/index.ts'
import { type ColumnMapping, fieldNames, type ImportField } from './contract.ts'
import type { Sheet } from './sheet.ts'
import { type Read, readDay, readEmail, readFullName, readPercent } from './values.ts'

/** One row of a file, understood cell by cell. Empty cells are null: they leave what is stored as it is. */
export interface PersonRowDraft {
  readonly row: number
  readonly personId: string | null
  readonly staffNumber: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly email: string | null
  readonly role: Role | null
  readonly programId: string | null
  readonly entryLevel: string | null
  readonly startOn: string | null
  readonly endOn: string | null
  readonly ftePercent: number | null
  readonly priorTraining: readonly string[] | null
  readonly problems: readonly RowProblem[]
}

export interface RowProblem {
  readonly row: number
  readonly column: string | null
  readonly sentence: string
}

export interface KnownProgram {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly shortName: string
}

const mostLetters = 200

/** Reads every row by the mapping. Nothing is looked up yet but programs and roles, which a file names in words. */
export function readRows(sheet: Sheet, mapping: ColumnMapping, programs: readonly KnownProgram[]): PersonRowDraft[] {
  const byName = new Map(
    programs.flatMap((program) =>
      [program.shortName, program.name, program.slug].map((name) => [name.toLowerCase(), program.id] as const),
    ),
  )
  const saysPercent = /percent|pct|%/i.test(sheet.header[mapping.ftePercent ?? -1] ?? '')
  return sheet.rows.map(({ row, cells }) => {
    const problems: RowProblem[] = []
    const cell = (field: ImportField): string | null => {
      const index = mapping[field]
      const text = index === undefined ? '' : (cells[index] ?? '').replace(/\s+/g, ' ').trim()
      if (text === '') return null
      if (text.length <= mostLetters) return text
      problems.push({ row, column: fieldNames[field], sentence: `This is longer than ${mostLetters} characters.` })
      return null
    }
    const read = <T>(field: ImportField, reader: (text: string) => Read<T>): T | null => {
      const text = cell(field)
      if (text === null) return null
      const result = reader(text)
      if ('value' in result) return result.value
      problems.push({ row, column: fieldNames[field], sentence: result.problem })
      return null
    }
    const full = cell('fullName')
    const names = full === null ? null : readFullName(full)
    return {
      row,
      personId: read('personId', readId),
      staffNumber: cell('staffNumber'),
      givenName: cell('givenName') ?? (names?.givenName || null),
      familyName: cell('familyName') ?? (names?.familyName || null),
      email: read('email', readEmail),
      role: read('role', readRole),
      programId: read('program', (text) => readProgram(text, byName)),
      entryLevel: cell('entryLevel'),
      startOn: read('startOn', readDay),
      endOn: read('endOn', readDay),
      ftePercent: read('ftePercent', (text) => readPercent(text, saysPercent)),
      priorTraining:
        cell('priorTraining')
          ?.split(';')
          .map((part) => part.trim())
          .filter((part) => part !== '') ?? null,
      problems,
    }
  })
}

const readId = (text: string): Read<string> =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? { value: text.toLowerCase() }
    : { problem: `“${text}” is not an ID of this system; leave the cell empty for new people.` }

const roleWords = new Map<string, Role>([
  ...roles.map((role) => [role, role] as const),
  ...roles.map((role) => [roleNames[role].toLowerCase(), role] as const),
  ['resident', 'trainee'],
  ['fellow', 'trainee'],
])

function readRole(text: string): Read<Role> {
  const role = roleWords.get(text.toLowerCase())
  return role === undefined
    ? { problem: `There is no role “${text}”.${suggestion(text, [...roleWords.keys()])}` }
    : { value: role }
}

function readProgram(text: string, byName: ReadonlyMap<string, string>): Read<string> {
  const id = byName.get(text.toLowerCase())
  return id === undefined
    ? { problem: `There is no program “${text}”.${suggestion(text, [...byName.keys()])}` }
    : { value: id }
}
