import { academicYear } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, notFound } from '../../contract/app-error.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { activeAppointments } from '../people/index.ts'
import { programsOf } from '../programs/index.ts'
import { isoRange } from '../schedule/facts/load.ts'
import type { Asked } from './apply.ts'
import type { decidePeople, decideYear, putIncoming } from './contract.ts'
import type { StoredDecision } from './decisions.ts'
import { incomingKey, personKey, yearKey } from './plan.ts'
import { refuseApplied, staleDecision } from './refusals.ts'
import { yearsFor } from './situation.ts'
import * as store from './store.ts'

interface Saving {
  readonly key: string
  /** For the sentence when somebody else was first. */
  readonly about: string
  readonly expectedVersion: number
  readonly decision: StoredDecision
}

/** Keeps decisions as they are made. Nothing of the program changes before the rollover is applied. */
async function save(
  platform: Platform,
  who: Who,
  asked: Asked,
  savings: readonly Saving[],
): Promise<{ version: number }> {
  const { institutionId } = who
  const { programId, startYear } = asked
  return write(platform, who, async (tx) => {
    const { yearStartsOn } = await yearsFor(tx, institutionId, startYear, platform.now())
    if ((await programsOf(tx, institutionId, [programId])).length === 0) throw notFound('program')
    const begun = { institutionId, id: randomUUID(), programId, startYear, begunAt: platform.now() }
    const rollover = await store.lockedRollover(tx, begun)
    refuseApplied(rollover, academicYear(startYear, yearStartsOn).label)
    const before = new Map((await store.decisionsOf(tx, institutionId, rollover.id)).map((row) => [row.key, row]))
    for (const { key, about, expectedVersion } of savings)
      if ((before.get(key)?.version ?? 0) !== expectedVersion) throw staleDecision(about, before.get(key))
    await store.saveDecisions(
      tx,
      savings.map(({ key, expectedVersion, decision }) => ({
        institutionId,
        rolloverId: rollover.id,
        key,
        decision,
        version: expectedVersion + 1,
        decidedBy: who.name,
        decidedAt: platform.now(),
      })),
    )
    await store.updateRollover(tx, rollover, {})
    tx.record({
      action: 'rollover.decided',
      entity: 'rollover',
      entityId: rollover.id,
      programId,
      before: savings.map(({ key }) => ({ key, decision: before.get(key)?.decision.value ?? null })),
      after: savings.map(({ key, decision }) => ({ key, decision: decision.value })),
    })
    return { version: rollover.version + 1 }
  })
}

export async function aboutPeople(
  platform: Platform,
  who: Who,
  asked: Asked,
  { decisions }: z.output<typeof decidePeople.body>,
): Promise<{ version: number }> {
  const db = platform.database.drizzle
  const { ending, next } = await yearsFor(db, who.institutionId, asked.startYear, platform.now())
  const both = isoRange({ startOn: ending.startOn, endOn: next.endOn })
  const held = await activeAppointments(db, who.institutionId, { ...both, programIds: [asked.programId] })
  const names = new Map(held.map(({ id, givenName, familyName }) => [id, `${givenName} ${familyName}`]))
  return save(
    platform,
    who,
    asked,
    decisions.map(({ appointmentId, expectedVersion, decision }) => {
      const about = names.get(appointmentId)
      if (about === undefined) throw notFound('appointment of this program')
      return { key: personKey(appointmentId), about, expectedVersion, decision: { of: 'person', value: decision } }
    }),
  )
}

export const aboutIncoming = (
  platform: Platform,
  who: Who,
  asked: Asked,
  { entries }: z.output<typeof putIncoming.body>,
): Promise<{ version: number }> => {
  const known = entries.flatMap(({ id }) => id ?? [])
  if (new Set(known).size !== known.length) throw new AppError('invalid', 'The same person stands in the list twice.')
  return save(
    platform,
    who,
    asked,
    entries.map(({ id, expectedVersion, entry }) => ({
      key: incomingKey(id ?? randomUUID()),
      about: entry === null ? 'somebody who comes' : `${entry.givenName} ${entry.familyName}`,
      expectedVersion,
      decision: { of: 'incoming', value: entry },
    })),
  )
}

export const aboutYear = (
  platform: Platform,
  who: Who,
  asked: Asked,
  { expectedVersion, decision }: z.output<typeof decideYear.body>,
): Promise<{ version: number }> =>
  save(platform, who, asked, [
    { key: yearKey, about: 'the year', expectedVersion, decision: { of: 'year', value: decision } },
  ])
