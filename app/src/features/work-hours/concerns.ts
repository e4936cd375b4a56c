import { dayOf, isoOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import type { Scope } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { programsOf, todayOf } from '../programs/index.ts'
import { mondayOf } from './facts.ts'
import { stale } from './refusals.ts'
import { settingsOf } from './settings-store.ts'
import * as store from './telling-store.ts'

/** Before anybody writes: which of their programs a concern can be about, and who may be given it to read. */
export async function concernChoices(platform: Platform, actor: Actor) {
  const db = platform.database.drizzle
  const own = [...new Set(actor.grants.flatMap(({ programId }) => (programId === null ? [] : [programId])))]
  const programs = await programsOf(db, actor.institutionId, own)
  const settings = await settingsOf(db, actor.institutionId, own)
  return {
    programs: programs.map(({ id, name }) => ({
      programId: id,
      programName: name,
      directorMayRead: settings(id).settings.directorReadsConcerns.value,
    })),
  }
}

export interface NewConcern {
  readonly programId: string | null
  readonly topic: string
  readonly words: string
  readonly readers: 'office' | 'office-and-director'
}

/**
 * Keeps a concern without its writer: the row has no person and no time but the week, and no audit event is written, since its moment
 * beside the sign-ins would tell who it was. Whoever is signed in is asked for nothing but that the program is one of theirs.
 */
export async function sendConcern(platform: Platform, actor: Actor, input: NewConcern): Promise<void> {
  const { institutionId } = actor
  const { programs } = await concernChoices(platform, actor)
  const program = programs.find(({ programId }) => programId === input.programId)
  if (input.programId !== null && program === undefined) throw notFound('program')
  if (input.readers === 'office-and-director' && program?.directorMayRead !== true)
    throw new AppError('invalid', 'Concerns about this go to the institution’s office alone.')
  const weekOn = isoOf(mondayOf(dayOf(await todayOf(platform, institutionId))))
  await platform.database.transaction((tx) =>
    store.insertConcern(tx, { institutionId, id: randomUUID(), weekOn, ...input }),
  )
}

const readerOf = (scope: Scope) => ({ office: scope.institution, programIds: scope.programIds })

export async function concernsFor(platform: Platform, institutionId: string, scope: Scope) {
  const db = platform.database.drizzle
  const rows = await store.concernsFor(db, institutionId, readerOf(scope))
  const programs = new Map((await programsOf(db, institutionId, null)).map(({ id, name }) => [id, name]))
  return {
    concerns: rows.toReversed().map((row) => ({
      id: row.id,
      programName: row.programId === null ? null : (programs.get(row.programId) ?? null),
      weekOn: row.weekOn,
      topic: row.topic,
      words: row.words,
      readers: row.readers,
      answer: row.answer,
      answeredBy: row.answeredBy,
      version: row.version,
    })),
  }
}

/** Notes what was done about it, for the other readers. */
export async function answerConcern(
  platform: Platform,
  who: Who,
  scope: Scope,
  id: string,
  input: { readonly expectedVersion: number; readonly answer: string },
): Promise<number> {
  const { institutionId } = who
  await write(platform, who, async (tx) => {
    const before = (await store.concernsFor(tx, institutionId, readerOf(scope))).find((row) => row.id === id)
    if (before === undefined) throw notFound('concern')
    const fields = { answer: input.answer, answeredBy: who.name, answeredAt: platform.now() }
    if (!(await store.answerConcern(tx, { institutionId, id, expectedVersion: input.expectedVersion }, fields)))
      throw stale('this concern', { answer: before.answer, answeredBy: before.answeredBy, version: before.version })
    tx.record({
      action: 'hours.concern-answered',
      entity: 'hour-concern',
      entityId: id,
      programId: before.programId,
      after: { answer: input.answer },
    })
  })
  return input.expectedVersion + 1
}
