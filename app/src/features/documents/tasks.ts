import { plural } from '@gradus/rules'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Task } from '../home/contract.ts'
import { verifyDocuments } from './policy.ts'
import { desk, documentsOf } from './service.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
}

const pressing = new Set(['expired', 'missing', 'expiring'])

/** A trainee's own documents that are missing or end soon; for the desk, how many are, and how many wait to be seen. */
export async function documentTasks({ platform, actor }: Viewer): Promise<Task[]> {
  const { institutionId, personId } = actor
  const tasks: Task[] = []
  if (actor.grants.some(({ role }) => role === 'trainee')) {
    const { kinds } = await documentsOf(platform, institutionId, personId)
    const due = kinds.filter(({ state }) => pressing.has(state))
    const [first] = due
    if (first !== undefined) {
      const sentence = due.length === 1 ? first.sentence : `${due.length} of your documents are missing or end soon.`
      tasks.push({ kind: 'documents', sentence, to: '/me/documents', minutes: 2, dueOn: null })
    }
  }
  const { programIds } = scopeOf(actor, verifyDocuments)
  if (programIds.length === 0) return tasks
  const { rows } = await desk(platform, institutionId, programIds)
  const late = rows.filter(({ state }) => pressing.has(state)).length
  const unseen = rows.filter(({ state }) => state === 'unverified').length
  const add = (sentence: string) =>
    tasks.push({ kind: 'documents-desk', sentence, to: '/documents', minutes: null, dueOn: null })
  if (late > 0) add(`${plural(late, 'document')} of trainees ${late === 1 ? 'is' : 'are'} missing or end soon.`)
  if (unseen > 0) add(`${plural(unseen, 'document')} ${unseen === 1 ? 'waits' : 'wait'} to be seen.`)
  return tasks
}
