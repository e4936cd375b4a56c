import { randomUUID } from 'node:crypto'
import { AppError } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { notify } from '../../notifications/index.ts'
import { peopleByIds } from '../../people/index.ts'
import { programsOf } from '../../programs/index.ts'
import { changedMeanwhile, daysWords, type Decision, invalid, requestForUpdate } from './requests.ts'
import type { objectToAbsence } from './contract.ts'
import { besideOf } from './owners.ts'
import { roleBeside } from './beside.ts'
import * as store from './store.ts'
import { waitsFor } from './views.ts'

/** The other program of a combined fellow says what speaks against it; whoever decides must answer that. */
export async function object(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  who: Who,
  { requestId, expectedVersion, sentence }: Decision,
): Promise<RouteAnswer<typeof objectToAbsence>> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const row = await requestForUpdate(tx, institutionId, requestId)
    const beside = (await besideOf(tx, institutionId, [row.personId]))(row)
    guard.require({ programIds: beside })
    if (row.version !== expectedVersion || row.state !== 'pending') throw changedMeanwhile(row)
    const role = roleBeside(actor, row, beside)
    if (role === null) throw new AppError('not-allowed', 'Only the other program of a combined fellow objects.')
    if (sentence === '')
      throw invalid([{ path: 'sentence', sentence: 'Say what speaks against it; those who decide read it.' }])
    const at = platform.now()
    if (!(await store.updateRequest(tx, { institutionId, id: requestId, expectedVersion }, {})))
      throw changedMeanwhile(row)
    await store.insertDecision(tx, {
      institutionId,
      id: randomUUID(),
      requestId,
      decision: 'objected',
      role,
      byPersonId: actor.personId,
      by: who.name,
      at,
      sentence,
    })
    tx.record({
      action: 'absence.objected',
      entity: 'absence',
      entityId: requestId,
      programId: row.programId,
      reason: sentence,
    })
    const person = (await peopleByIds(tx, institutionId, [row.personId])).get(row.personId)
    const next = waitsFor(row)
    const deciders = next === null ? [] : await store.holdersOf(tx, institutionId, row.programId, [next])
    await notify(
      tx,
      deciders.map(({ personId }) => ({
        institutionId,
        id: randomUUID(),
        personId,
        at,
        kind: 'absence.told' as const,
        subject: `absence:${requestId}`,
        title: `${who.name} objects to time away of ${person?.givenName ?? ''} ${person?.familyName ?? ''}`,
        detail: `${daysWords(row)}: ${sentence}`,
        link: '/absences',
      })),
    )
    return { version: expectedVersion + 1 }
  })
}

/** Those who run the other program of a combined fellow hear what is asked for, and how it ended. */
export async function tellBeside(
  tx: WriteTx,
  row: {
    readonly institutionId: string
    readonly id: string
    readonly personId: string
    readonly programId: string
    readonly startOn: string
    readonly endOn: string
  },
  about: { readonly at: Date; readonly personName: string; readonly what: 'asked' | 'approved' },
): Promise<void> {
  const { institutionId } = row
  const beside = (await besideOf(tx, institutionId, [row.personId]))(row)
  if (beside.length === 0) return
  const [program] = await programsOf(tx, institutionId, [row.programId])
  const name = program?.name ?? 'the other program'
  const holders = await Promise.all(
    beside.map((programId) => store.holdersOf(tx, institutionId, programId, ['coordinator', 'director'])),
  )
  const ids = new Set(holders.flat().map(({ personId }) => personId))
  ids.delete(row.personId)
  await notify(
    tx,
    [...ids].map((personId) => ({
      institutionId,
      id: randomUUID(),
      personId,
      at: about.at,
      kind: 'absence.told' as const,
      ...(about.what === 'asked' ? { subject: `absence:${row.id}` } : {}),
      title: about.what === 'asked' ? `${about.personName} asks for time away` : `${about.personName} will be away`,
      detail:
        about.what === 'asked'
          ? `${daysWords(row)}. ${name} decides, where these days are spent. If something speaks against it, object before.`
          : `${daysWords(row)}. ${name} has approved it.`,
      link: '/absences',
    })),
  )
}
