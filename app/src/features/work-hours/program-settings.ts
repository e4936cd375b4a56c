import { notFound } from '../../contract/app-error.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { rotationName } from '../curriculum/index.ts'
import { curriculaInForce, programsOf, todayOf } from '../programs/index.ts'
import { invalid, stale } from './refusals.ts'
import type { HourSettings } from './settings.ts'
import { saveSettings, settingsOf } from './settings-store.ts'

export async function programSettings(platform: Platform, institutionId: string, programId: string) {
  const db = platform.database.drizzle
  const [program] = await programsOf(db, institutionId, [programId])
  if (program === undefined) throw notFound('program')
  const { settings, version } = (await settingsOf(db, institutionId, [programId]))(programId)
  const today = await todayOf(platform, institutionId)
  const rotations = (await curriculaInForce(db, institutionId, [programId], today)).get(programId)?.definition.rotations
  return {
    programId,
    programName: program.name,
    version,
    settings,
    rotations: (rotations ?? []).map((rotation) => ({ rotationId: rotation.id, name: rotationName(rotation) })),
  }
}

export async function changeSettings(
  platform: Platform,
  who: Who,
  programId: string,
  input: { readonly expectedVersion: number; readonly settings: HourSettings },
): Promise<number> {
  const { institutionId } = who
  const { settings, expectedVersion } = input
  const named = settings.rotationDays.map(({ rotationId }) => rotationId)
  if (new Set(named).size < named.length)
    throw invalid([
      { path: 'settings.rotationDays', sentence: 'A rotation has its usual day twice; keep one of them.' },
    ])
  await write(platform, who, async (tx) => {
    const before = (await settingsOf(tx, institutionId, [programId]))(programId)
    if (
      before.version !== expectedVersion ||
      !(await saveSettings(tx, { institutionId, programId, expectedVersion }, settings))
    )
      throw stale('these settings', { version: before.version })
    tx.record({
      action: 'hours.settings-changed',
      entity: 'program',
      entityId: programId,
      programId,
      before: before.settings,
      after: settings,
    })
  })
  return expectedVersion + 1
}
