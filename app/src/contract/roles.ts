/** What a person may be. A role is granted for the whole institution or for one program. */
export const roles = [
  'trainee',
  'faculty',
  'chief',
  'coordinator',
  'director',
  'committee',
  'dio',
  'finance',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** Roles that speak for the whole institution; every other role names its program. */
export const institutionRoles: ReadonlySet<Role> = new Set<Role>(['dio', 'finance', 'administrator'])

export const roleNames: Record<Role, string> = {
  trainee: 'Trainee',
  faculty: 'Faculty',
  chief: 'Chief',
  coordinator: 'Program coordinator',
  director: 'Program director',
  committee: 'Committee member',
  dio: 'DIO / GME office',
  finance: 'Hospital finance',
  administrator: 'IT administrator',
}

/** `programId` null means the whole institution. */
export interface Grant {
  readonly role: Role
  readonly programId: string | null
}

/** The signed-in person, as both sides know them. */
export interface Actor {
  readonly institutionId: string
  readonly accountId: string
  readonly personId: string
  readonly name: string
  readonly grants: readonly Grant[]
}
