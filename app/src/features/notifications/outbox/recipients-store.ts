import { and, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm'
import type { Reads } from '../../../platform/db/index.ts'
import { account } from '../../accounts/schema.ts'
import { leave, person } from '../../people/schema.ts'
import { institution } from '../../programs/schema.ts'
import { noticePreference } from '../schema.ts'

/** Everything the outbox knows of those it writes to, in one query. */
export const recipientsOf = (db: Reads, institutionId: string, personIds: readonly string[]) =>
  db
    .select({
      personId: person.id,
      name: sql<string>`${person.givenName} || ' ' || ${person.familyName}`,
      /** Null where there is none, where the account is closed and where the person was put away. */
      address: sql<string | null>`case
        when ${person.archivedAt} is not null or ${account.disabledAt} is not null then null
        else coalesce(${account.email}, ${person.email}) end`,
      institutionName: institution.name,
      institutionZone: institution.timeZone,
      fixedToday: institution.fixedToday,
      /** Null where the person has chosen nothing, which the query builder tells by the first column. */
      preference: {
        digestMinute: noticePreference.digestMinute,
        timeZone: noticePreference.timeZone,
        quietFromMinute: noticePreference.quietFromMinute,
        quietToMinute: noticePreference.quietToMinute,
        choices: noticePreference.choices,
      },
    })
    .from(person)
    .innerJoin(institution, eq(institution.institutionId, person.institutionId))
    .leftJoin(account, and(eq(account.institutionId, person.institutionId), eq(account.personId, person.id)))
    .leftJoin(
      noticePreference,
      and(eq(noticePreference.institutionId, person.institutionId), eq(noticePreference.personId, person.id)),
    )
    .where(and(eq(person.institutionId, institutionId), inArray(person.id, [...personIds])))

export const leavesOn = (db: Reads, institutionId: string, personIds: readonly string[], today: string) =>
  db
    .select({ personId: leave.personId, endOn: leave.endOn })
    .from(leave)
    .where(
      and(
        eq(leave.institutionId, institutionId),
        inArray(leave.personId, [...personIds]),
        isNull(leave.cancelledAt),
        lte(leave.startOn, today),
        gte(leave.endOn, today),
      ),
    )
