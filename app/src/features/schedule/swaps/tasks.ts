import type { Actor } from '../../../contract/roles.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Task } from '../../home/contract.ts'
import { callPools } from '../calls/index.ts'
import { institutionNow } from './hand-over.ts'
import * as store from './store.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
}

const approvers = ['chief', 'coordinator', 'director']

/** Calls that are offered to this person, and swaps that wait for their approval. */
export async function swapTasks({ platform, actor }: Viewer): Promise<readonly Task[]> {
  const { institutionId, personId, grants } = actor
  const db = platform.database.drizzle
  const now = await institutionNow(platform, institutionId)
  const tasks: Task[] = []
  if (grants.some(({ role }) => role === 'trainee')) {
    const offered = (await store.offersOfPerson(db, institutionId, personId)).filter(
      ({ partnerId, state, expiresAt }) => partnerId === personId && state === 'open' && expiresAt > now,
    )
    if (offered.length > 0)
      tasks.push(task('swap-offers', `${counted(offered.length, 'call is', 'calls are')} offered to you`, '/swaps'))
  }
  const programIds = new Set(grants.filter(({ role }) => approvers.includes(role)).map(({ programId }) => programId))
  if (programIds.size === 0) return tasks
  const pools = (await callPools(db, institutionId, null)).filter(({ programId }) => programIds.has(programId))
  const poolIds = pools.map(({ id }) => id)
  const waiting = (await store.waitingOffers(db, institutionId, poolIds, 'accepted', now)).filter(
    (row) => row.personId !== personId && row.acceptedBy !== personId,
  )
  if (waiting.length > 0)
    tasks.push(
      task(
        'swap-approvals',
        `${counted(waiting.length, 'swap waits', 'swaps wait')} for an approval`,
        '/swaps/approvals',
      ),
    )
  return tasks
}

const counted = (count: number, one: string, many: string): string => (count === 1 ? `One ${one}` : `${count} ${many}`)
const task = (kind: string, sentence: string, to: string): Task => ({ kind, sentence, to, minutes: 1, dueOn: null })
