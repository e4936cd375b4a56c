import { eq } from 'drizzle-orm'
import type { Reads } from '../../platform/db/index.ts'
import { institution } from './schema.ts'

export type Institution = typeof institution.$inferSelect

export async function institutionById(db: Reads, institutionId: string): Promise<Institution | undefined> {
  const [found] = await db.select().from(institution).where(eq(institution.institutionId, institutionId))
  return found
}

export const allInstitutions = (db: Reads): Promise<Institution[]> =>
  db.select().from(institution).orderBy(institution.createdAt)
