import type { PersonRow } from '../store.ts'
import { fieldNames, type ImportField } from './contract.ts'
import type { KnownFacts } from './plan.ts'
import type { PersonRowDraft } from './rows.ts'

export interface Identity {
  readonly givenName: string
  readonly familyName: string
  readonly email: string | null
  readonly staffNumber: string | null
}

/** One person of a file: the rows that speak of them, who they are in the database, and what they will be. */
export interface PersonDraft {
  readonly id: string
  readonly before: PersonRow | null
  readonly rows: readonly PersonRowDraft[]
  readonly after: Identity
  readonly changed: boolean
}

type Complain = (row: number, field: ImportField | null, sentence: string) => void

const keysOf = (
  row: PersonRowDraft,
): { readonly field: 'personId' | 'staffNumber' | 'email'; readonly key: string }[] =>
  (['personId', 'staffNumber', 'email'] as const).flatMap((field) => {
    const value = row[field]
    return value === null ? [] : [{ field, key: `${field} ${value}` }]
  })

const fullName = (person: { readonly givenName: string; readonly familyName: string }): string =>
  `${person.givenName} ${person.familyName}`

/**
 * Finds out which rows speak of the same person, and who that is: by this system's ID, else the staff number, else the e-mail. A row
 * whose signs point to two people, or that contradicts an earlier row, is complained about and belongs to nobody.
 */
export function matchPeople(
  rows: readonly PersonRowDraft[],
  facts: Pick<KnownFacts, 'people' | 'newId'>,
  complain: Complain,
): PersonDraft[] {
  const known = knownByKey(facts.people)
  const groups: { rows: PersonRowDraft[]; before: PersonRow | null }[] = []
  const groupOf = new Map<string, (typeof groups)[number]>()
  for (const row of rows) {
    const keys = keysOf(row)
    if (keys.length === 0) {
      if (!row.problems.some(({ column }) => column === fieldNames.personId || column === fieldNames.email))
        complain(
          row.row,
          'staffNumber',
          'Give a staff number or an e-mail, so that the person can be recognised next time.',
        )
      continue
    }
    const before = knownPerson(row, known, complain)
    if (before === undefined) continue
    const signs = [...keys.map(({ key }) => key), ...(before === null ? [] : [`personId ${before.id}`])]
    const found = [...new Set(signs.flatMap((sign) => groupOf.get(sign) ?? []))]
    if (found.length > 1) {
      const where = found.map((group) => group.rows[0]?.row).join(' and ')
      complain(
        row.row,
        null,
        `The staff number and the e-mail of this row belong to different people of rows ${where}.`,
      )
      continue
    }
    const group = found[0] ?? { rows: [], before }
    if (found.length === 0) groups.push(group)
    const first = group.rows[0]
    if (first !== undefined && !agrees(first, row, complain)) continue
    group.rows.push(row)
    for (const sign of signs) groupOf.set(sign, group)
  }
  return groups.flatMap((group) => draftOf(group, facts.newId, complain))
}

function knownByKey(people: readonly PersonRow[]): Map<string, PersonRow[]> {
  const known = new Map<string, PersonRow[]>()
  const add = (key: string, person: PersonRow) => known.set(key, [...(known.get(key) ?? []), person])
  for (const person of people) {
    add(`personId ${person.id}`, person)
    if (person.staffNumber !== null) add(`staffNumber ${person.staffNumber}`, person)
    if (person.email !== null) add(`email ${person.email}`, person)
  }
  return known
}

/** The stored person a row means; null for somebody new; undefined when that cannot be said, which is complained about. */
function knownPerson(
  row: PersonRowDraft,
  known: ReadonlyMap<string, PersonRow[]>,
  complain: Complain,
): PersonRow | null | undefined {
  const people = new Map<string, PersonRow>()
  for (const { field, key } of keysOf(row)) {
    const found = known.get(key) ?? []
    if (field === 'personId' && found.length === 0) {
      complain(row.row, 'personId', 'Nobody here has this ID; leave the cell empty for new people.')
      return undefined
    }
    // The ID decides; staff number and e-mail may then be what the file changes, unless they are somebody else's.
    for (const person of found) people.set(person.id, person)
  }
  const [first, second] = people.values()
  if (first === undefined) return null
  if (second !== undefined) {
    complain(
      row.row,
      null,
      `This row could mean ${fullName(first)} or ${fullName(second)}; their e-mail or staff number is the same.`,
    )
    return undefined
  }
  if (first.archivedAt !== null) {
    complain(row.row, null, `${fullName(first)} was put away; bring them back before you import.`)
    return undefined
  }
  return first
}

/** Rows about the same person must not contradict one another. */
function agrees(first: PersonRowDraft, row: PersonRowDraft, complain: Complain): boolean {
  for (const field of ['staffNumber', 'email', 'givenName', 'familyName'] as const) {
    if (row[field] === null || first[field] === null || row[field] === first[field]) continue
    complain(
      row.row,
      field,
      `Row ${first.row} is about the same person but says “${first[field]}” here, not “${row[field]}”.`,
    )
    return false
  }
  return true
}

function draftOf(
  group: { readonly rows: readonly PersonRowDraft[]; readonly before: PersonRow | null },
  newId: () => string,
  complain: Complain,
): PersonDraft[] {
  const { rows, before } = group
  const first = <F extends 'givenName' | 'familyName' | 'email' | 'staffNumber'>(field: F) =>
    rows.map((row) => row[field]).find((value) => value !== null) ?? before?.[field] ?? null
  const row = rows[0]?.row ?? 0
  const givenName = first('givenName')
  const familyName = first('familyName')
  if (givenName === null) complain(row, 'givenName', 'The given name is empty.')
  if (familyName === null) complain(row, 'familyName', 'The family name is empty.')
  if (givenName === null || familyName === null) return []
  const after: Identity = { givenName, familyName, email: first('email'), staffNumber: first('staffNumber') }
  const changed =
    before !== null &&
    (before.givenName !== after.givenName ||
      before.familyName !== after.familyName ||
      before.email !== after.email ||
      before.staffNumber !== after.staffNumber)
  return [{ id: before?.id ?? newId(), before, rows, after, changed }]
}
