import { and, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import { appointmentsOf } from '../people/index.ts'
import { person } from '../people/schema.ts'
import type { KnownPerson } from './situation.ts'

/** People of the institution by e-mail, with every appointment they hold; those put away among them. */
export async function peopleWithEmails(
  db: Reads,
  institutionId: string,
  emails: readonly string[],
): Promise<Map<string, KnownPerson>> {
  if (emails.length === 0) return new Map()
  const people = await db
    .select()
    .from(person)
    .where(and(eq(person.institutionId, institutionId), inArray(person.email, [...emails])))
  const held = await appointmentsOf(
    db,
    institutionId,
    people.map(({ id }) => id),
  )
  const byPerson = groupBy(held, ({ personId }) => personId)
  return new Map(
    people.flatMap((row) =>
      row.email === null ? [] : [[row.email, { ...row, appointments: byPerson.get(row.id) ?? [] }]],
    ),
  )
}
