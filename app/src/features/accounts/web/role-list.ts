import type { Role } from '../../../contract/roles.ts'
import type { GrantView } from '../contract.ts'

export interface Filters {
  readonly text: string
  readonly role: Role | null
  readonly programId: string | undefined
}

/** More rows than anybody reads at once. */
const longList = 100
const many: ReadonlySet<Role> = new Set<Role>(['trainee', 'faculty'])

export const placeOf = (grant: Pick<GrantView, 'programName'>): string => grant.programName ?? 'Whole institution'

/** The rows that fit the filters. In a large institution trainees and faculty are held back until somebody looks for them. */
export function matching(
  grants: readonly GrantView[],
  { text, role, programId }: Filters,
): { readonly rows: readonly GrantView[]; readonly heldBack: number } {
  const wanted = text.trim().toLowerCase()
  const found = grants.filter(
    (grant) =>
      (role === null || grant.role === role) &&
      (programId === undefined || grant.programId === programId) &&
      `${grant.personName} ${grant.email ?? ''}`.toLowerCase().includes(wanted),
  )
  if (found.length <= longList || wanted !== '' || role !== null) return { rows: found, heldBack: 0 }
  const rows = found.filter((grant) => !many.has(grant.role))
  return { rows, heldBack: found.length - rows.length }
}

const plural = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`

/** The first line of the page. */
export function rolesAnswer(grants: readonly GrantView[]): string {
  const people = new Set(grants.map(({ personId }) => personId))
  const silent = new Set(grants.filter(({ account }) => account === 'none').map(({ personId }) => personId))
  const administrators = grants.filter(({ role }) => role === 'administrator').length
  const held = `${plural(people.size, 'person holds', 'people hold')} ${plural(grants.length, 'role', 'roles')}, ${plural(administrators, 'of them as IT administrator', 'of them as IT administrators')}.`
  return silent.size === 0 ? held : `${held} ${silent.size} cannot sign in yet.`
}
