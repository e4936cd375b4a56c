import { and, eq, inArray } from 'drizzle-orm'
import type { WriteTx } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { hourSettings } from './schema.ts'
import { defaultHourSettings, type HourSettings, hourSettings as shape } from './settings.ts'

export interface KeptSettings {
  readonly settings: HourSettings
  /** 0 while the program has decided nothing. */
  readonly version: number
}

const usual: KeptSettings = { settings: defaultHourSettings, version: 0 }
const known = new Map<string, KeptSettings>()

/** The settings of programs; what a stored row lacks is the default. The same version is the same object, for what is remembered by it. */
export async function settingsOf(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<(programId: string) => KeptSettings> {
  const rows =
    programIds?.length === 0
      ? []
      : await db
          .select()
          .from(hourSettings)
          .where(
            and(
              eq(hourSettings.institutionId, institutionId),
              programIds === null ? undefined : inArray(hourSettings.programId, [...programIds]),
            ),
          )
  const byProgram = new Map(rows.map((row) => [row.programId, keep(row)]))
  return (programId) => byProgram.get(programId) ?? usual
}

function keep({ institutionId, programId, settings, version }: typeof hourSettings.$inferSelect): KeptSettings {
  const key = `${institutionId}:${programId}`
  const before = known.get(key)
  if (before?.version === version) return before
  const read = { settings: shape.parse({ ...defaultHourSettings, ...settings }), version }
  known.set(key, read)
  return read
}

/** False when somebody changed them since. */
export async function saveSettings(
  tx: WriteTx,
  key: { readonly institutionId: string; readonly programId: string; readonly expectedVersion: number },
  settings: HourSettings,
): Promise<boolean> {
  const { institutionId, programId, expectedVersion } = key
  const version = expectedVersion + 1
  const rows =
    expectedVersion === 0
      ? await tx
          .insert(hourSettings)
          .values({ institutionId, programId, settings, version })
          .onConflictDoNothing()
          .returning({ version: hourSettings.version })
      : await tx
          .update(hourSettings)
          .set({ settings, version })
          .where(
            and(
              eq(hourSettings.institutionId, institutionId),
              eq(hourSettings.programId, programId),
              eq(hourSettings.version, expectedVersion),
            ),
          )
          .returning({ version: hourSettings.version })
  return rows.length === 1
}
