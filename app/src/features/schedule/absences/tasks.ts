import type { Actor } from '../../../contract/roles.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Task } from '../../home/contract.ts'
import { waitsFor } from './views.ts'
import * as store from './store.ts'
import { approverRoles } from './settings.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
}

/** Requests that wait for exactly this person's decision. */
export async function absenceTasks({ platform, actor }: Viewer): Promise<readonly Task[]> {
  const grants = actor.grants.filter(({ role }) => approverRoles.some((known) => known === role))
  const programIds = [...new Set(grants.flatMap(({ programId }) => (programId === null ? [] : [programId])))]
  if (programIds.length === 0) return []
  const waiting = await store.waitingRequests(platform.database.drizzle, actor.institutionId, programIds)
  const mine = waiting.filter(
    (row) =>
      row.personId !== actor.personId &&
      grants.some(({ role, programId }) => programId === row.programId && role === waitsFor(row)),
  )
  if (mine.length === 0) return []
  const count = mine.length === 1 ? 'One request' : `${mine.length} requests`
  return [
    {
      kind: 'absence-requests',
      sentence: `${count} for time away ${mine.length === 1 ? 'waits' : 'wait'} for you`,
      to: '/absences',
      minutes: mine.length,
      dueOn: null,
    },
  ]
}
