import { plural } from '@gradus/rules'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Task } from '../home/contract.ts'
import { isOpen, type List, shifted, tallyOf } from './lists.ts'
import { loadLists } from './load.ts'
import { overseeChecklists, readChecklists } from './policy.ts'
import { kindsAskedFor } from './store.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly today: string
}

const before: Record<List['template']['kind'], string> = {
  arrival: 'Before you start',
  departure: 'Before you leave',
  return: 'Before you return',
  'off-site': 'Before you go',
}

const soonDays = 14
const minutes = 5

/** The viewer's own list that is due next; for the desk, what of its own is late or near, and how many people are late. */
export async function checklistTasks({ platform, actor, today }: Viewer): Promise<Task[]> {
  const { programIds } = scopeOf(actor, overseeChecklists)
  const isOwner = scopeOf(actor, readChecklists).personId !== null
  if (!isOwner && programIds.length === 0) return []
  const db = platform.database.drizzle
  const kinds = await kindsAskedFor(db, actor.institutionId)
  if (kinds.size === 0 || (kinds.size === 1 && kinds.has('off-site'))) return []
  const now = platform.now()
  const tasks: Task[] = []
  if (isOwner) {
    const { lists } = await loadLists(db, actor.institutionId, { personIds: [actor.personId] }, now)
    for (const { template, items } of lists) {
      const mine = items.filter(({ owner }) => owner === 'trainee')
      const { done, total, next } = tallyOf(mine)
      if (next === null) continue
      const sentence = `${before[template.kind]}: ${done} of ${total} done, next: ${next.title}.`
      tasks.push({ kind: 'checklist', sentence, to: '/me/checklists', minutes, dueOn: next.dueOn })
    }
  }
  if (programIds.length === 0) return tasks
  const { lists } = await loadLists(db, actor.institutionId, { programIds }, now)
  const late = new Set(lists.flatMap(({ subject, items }) => (tallyOf(items).late > 0 ? [subject.personId] : [])))
  if (late.size > 0)
    tasks.push({
      kind: 'checklists-late',
      sentence:
        late.size === 1 ? '1 person is late with a checklist.' : `${late.size} people are late with a checklist.`,
      to: '/checklists',
      minutes: null,
      dueOn: null,
    })
  const roles = new Set(actor.grants.map(({ role }) => role as string))
  const mine = lists
    .flatMap(({ items }) => items)
    .filter((item) => roles.has(item.owner) && item.owner !== 'trainee' && isOpen(item))
    .filter(({ dueOn }) => dueOn <= shifted(today, soonDays))
  const [first] = mine.map(({ dueOn }) => dueOn).sort()
  if (first !== undefined)
    tasks.push({
      kind: 'checklists-mine',
      sentence: `${plural(mine.length, 'thing')} on checklists of trainees ${mine.length === 1 ? 'is' : 'are'} yours to do.`,
      to: '/checklists?owner=mine',
      minutes: null,
      dueOn: first,
    })
  return tasks
}
