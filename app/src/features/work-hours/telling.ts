import { dayOf, isoOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Platform } from '../../platform/platform.ts'
import { notify } from '../notifications/index.ts'
import { mondayOf } from './facts.ts'
import type { Author } from './author.ts'
import { stale } from './refusals.ts'
import { directorsOf, lockHours } from './store.ts'
import * as store from './telling-store.ts'
import { findingKey } from './views.ts'
import { actualFindings, loadWeek, readMonday } from './week.ts'

export interface Telling {
  readonly findingKey: string
  readonly weekOn: string
  readonly cause: string
  readonly help: string
  readonly note: string
}

/** A trainee tells how a rule came to be broken; the finding is kept as it stands, and the directors are told. */
export async function tellAbout({ platform, who, personId }: Author, input: Telling): Promise<string> {
  const { institutionId } = who
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    if (!(await lockHours(tx, institutionId, personId))) throw notFound('trainee')
    const week = await loadWeek(tx, { institutionId, personId, now: platform.now() }, readMonday(input.weekOn))
    const { person } = week
    const finding = actualFindings(week).find(
      (one) => one.severity === 'violation' && findingKey(one) === input.findingKey,
    )
    if (finding === undefined)
      throw new AppError(
        'conflict',
        'This rule is not broken any more: the hours were changed since. Nothing needs to be told.',
      )
    const startOn = isoOf(finding.startOn ?? week.week.startOn)
    const endOn = isoOf(finding.endOn ?? finding.startOn ?? week.week.startOn)
    const stay = person.stays.find((one) => one.startOn <= dayOf(startOn) && dayOf(startOn) <= one.endOn)
    const programId = stay?.programId ?? person.programIds[0]!
    const told = await store.toldBetween(tx, institutionId, { personIds: [personId], startOn, endOn })
    if (told.some((row) => row.findingKey === input.findingKey))
      throw new AppError('conflict', 'You have told about this already.')
    await store.insertTold(tx, {
      institutionId,
      id,
      personId,
      programId,
      rotationId: finding.rotationId ?? stay?.rotationId ?? null,
      findingKey: input.findingKey,
      ruleId: finding.ruleId,
      startOn,
      endOn,
      sentence: finding.sentence,
      citation: finding.citation.source,
      measured: finding.measured ?? null,
      maximum: finding.limit ?? null,
      cause: input.cause,
      help: input.help,
      note: input.note,
      toldAt: platform.now(),
    })
    tx.record({
      action: 'hours.violation-told',
      entity: 'hour-violation',
      entityId: id,
      programId,
      after: { personId, ruleId: finding.ruleId, startOn, endOn, cause: input.cause },
    })
    const directors = await directorsOf(tx, institutionId, [programId])
    await notify(
      tx,
      directors.map((director) => ({
        institutionId,
        id: randomUUID(),
        personId: director,
        at: platform.now(),
        kind: 'hours.violation' as const,
        title: `${person.personName} tells about a work-hour violation`,
        detail: `${finding.sentence} Cause: ${input.cause}.`,
        link: '/hours/violations',
        subject: `hour-violation:${id}`,
      })),
    )
  })
  return id
}

/** The director says what was done; the trainee is told. */
export async function closeTold(
  platform: Platform,
  who: Who,
  id: string,
  input: { readonly expectedVersion: number; readonly action: string },
): Promise<number> {
  const { institutionId } = who
  await write(platform, who, async (tx) => {
    const before = await store.toldById(tx, institutionId, id)
    if (before === undefined) throw notFound('violation')
    const at = platform.now()
    const fields = { action: input.action, closedBy: who.name, closedByPersonId: who.personId, closedAt: at }
    if (!(await store.closeTold(tx, { institutionId, id, expectedVersion: input.expectedVersion }, fields)))
      throw stale('this violation', { action: before.action, closedBy: before.closedBy, version: before.version })
    tx.record({
      action: 'hours.violation-closed',
      entity: 'hour-violation',
      entityId: id,
      programId: before.programId,
      after: { action: input.action },
    })
    await notify(tx, [
      {
        institutionId,
        id: randomUUID(),
        personId: before.personId,
        at,
        kind: 'hours.violation',
        title: `${who.name} answered what you told about ${dayWords(before.startOn)}`,
        detail: input.action,
        link: `/me/hours?week=${isoOf(mondayOf(dayOf(before.startOn)))}`,
      },
    ])
  })
  return input.expectedVersion + 1
}
