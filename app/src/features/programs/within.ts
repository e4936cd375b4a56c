import type { Scope } from '../../contract/permission.ts'
import type { Reads } from '../../platform/db/index.ts'
import { programsOf } from './store.ts'

/** The programs that a scope reaches, all of them or the one wanted; none where the wanted one is out of reach. */
export async function programIdsWithin(
  db: Reads,
  institutionId: string,
  { institution, programIds }: Pick<Scope, 'institution' | 'programIds'>,
  wanted?: string,
): Promise<readonly string[]> {
  const all = institution ? (await programsOf(db, institutionId, null)).map(({ id }) => id) : programIds
  return wanted === undefined ? all : all.filter((id) => id === wanted)
}
