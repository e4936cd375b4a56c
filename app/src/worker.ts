import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { featureJobs, featureSweeps } from './features/server.ts'
import type { Config } from './platform/config.ts'
import { openDatabase } from './platform/db/index.ts'
import { openJobs } from './platform/jobs/jobs.ts'
import type { Log } from './platform/log.ts'
import type { Platform } from './platform/platform.ts'

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

/** Opens the database, migrates it and opens the job queue. With `work`, this process also does background jobs. */
export async function openPlatform(config: Config, log: Log, { work }: { readonly work: boolean }): Promise<Platform> {
  const database = await openDatabase({
    ...(config.DATABASE_URL === '' ? {} : { url: config.DATABASE_URL }),
    dataDirectory: resolve(config.GRADUS_DATA),
    poolSize: config.DATABASE_POOL,
    log,
  })
  try {
    await database.migrate(migrationsFolder)
    const base = { config, log, database, now: () => new Date() }
    const jobs = await openJobs({ platform: base, kinds: featureJobs, sweeps: featureSweeps, work })
    return { ...base, jobs }
  } catch (error) {
    await database.close()
    throw error
  }
}
