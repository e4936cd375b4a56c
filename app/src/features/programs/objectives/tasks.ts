import { scopeOf } from '../../../contract/permission.ts'
import type { Actor } from '../../../contract/roles.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Task } from '../../home/contract.ts'
import { readGoals } from '../policy.ts'
import { staysFrom } from './stays.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly now: Date
}

/** Goals a trainee has to read now; for the desk, how many of those who have started have not. */
export async function goalTasks({ platform, actor, now }: Viewer): Promise<Task[]> {
  const db = platform.database.drizzle
  const { institutionId, personId } = actor
  const isTrainee = actor.grants.some(({ role }) => role === 'trainee')
  const own = isTrainee ? (await staysFrom(db, { institutionId, programIds: null, personId, now })).stays : []
  const mine = own
    .filter(({ state }) => state === 'open')
    .map(({ text, startOn }) => ({
      kind: 'goals',
      sentence: `Read and confirm the goals of ${text.rotationName}, from ${dayWords(startOn)}.`,
      to: '/me/goals',
      minutes: 2,
      dueOn: startOn,
    }))
  const { programIds } = scopeOf(actor, readGoals)
  if (programIds.length === 0) return mine
  const { stays, today } = await staysFrom(db, { institutionId, programIds, now })
  const late = new Set(
    stays.filter(({ state, startOn }) => state === 'open' && startOn <= today).map(({ seat }) => seat.personId),
  )
  if (late.size === 0) return mine
  const words = late.size === 1 ? '1 trainee has' : `${late.size} trainees have`
  return [
    ...mine,
    {
      kind: 'goals-missing',
      sentence: `${words} not confirmed the goals of the rotation they are on.`,
      to: '/goals',
      minutes: null,
      dueOn: null,
    },
  ]
}
