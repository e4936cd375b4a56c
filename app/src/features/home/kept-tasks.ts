import type { Database } from '../../platform/db/index.ts'
import type { Task } from './contract.ts'
import { lastEvent, tasksTouchedAfter } from './store.ts'
import { taskSources, type Viewer } from './task-sources.ts'

interface Kept {
  readonly seq: number
  readonly today: string
  readonly until: number
  readonly tasks: readonly Task[]
}

/** Some tasks come with the hour and not with an event, such as a shift that has begun. */
const longestMilliseconds = 60_000
const mostPeople = 5_000
const ofDatabase = new WeakMap<Database, Map<string, Kept>>()

/**
 * The viewer's tasks from all features. They are worked out anew once something happens that may concern them, and every minute: people
 * come back to their first page far more often than that.
 */
export async function tasksFromFeatures(viewer: Viewer): Promise<readonly Task[]> {
  const { platform, actor, today } = viewer
  const { database } = platform
  let kept = ofDatabase.get(database)
  if (kept === undefined) ofDatabase.set(database, (kept = new Map()))
  const key = `${actor.accountId} ${JSON.stringify(actor.grants)}`
  const known = kept.get(key)
  const { institutionId, personId } = actor
  // The number is read before the facts: what is written in between is then found the next time.
  const news =
    known === undefined
      ? { seq: await lastEvent(database.drizzle, institutionId), touched: true }
      : await tasksTouchedAfter(database.drizzle, institutionId, personId, known.seq)
  if (known !== undefined && !news.touched && known.today === today && performance.now() < known.until) {
    kept.set(key, { ...known, seq: news.seq })
    return known.tasks
  }
  const tasks: Task[] = []
  for (const source of taskSources) tasks.push(...(await source(viewer)))
  if (kept.size >= mostPeople) kept.clear()
  kept.set(key, { seq: news.seq, today, until: performance.now() + longestMilliseconds, tasks })
  return tasks
}
