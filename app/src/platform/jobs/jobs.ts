import type pg from 'pg'
import PgBoss from 'pg-boss'
import type { AnyJobKind, Jobs, Platform } from '../platform.ts'

const schema = 'gradus_jobs'

/** Something every worker looks after now and then, such as work whose worker died. */
export interface Sweep {
  readonly everySeconds: number
  readonly run: (platform: Platform) => Promise<void>
}

export interface JobParts {
  readonly platform: Omit<Platform, 'jobs'>
  readonly kinds: readonly AnyJobKind[]
  readonly sweeps: readonly Sweep[]
  /** False in a process that only sends. */
  readonly work: boolean
}

/** Any number, but the same one in every Gradus and no other lock's: servers that start together prepare the queue in turn. */
const preparationLock = 4_716_232_002

/** Makes the tables of the queue and tells it the kinds of work. On its own, pg-boss fails where several do this at once. */
async function prepareQueue(pool: pg.Pool, kinds: readonly AnyJobKind[]): Promise<void> {
  const client = await pool.connect()
  let failure: unknown
  try {
    await client.query('SELECT pg_advisory_lock($1)', [preparationLock])
    const boss = new PgBoss({
      db: { executeSql: (text, values) => client.query(text, values) },
      schema,
      schedule: false,
      supervise: false,
    })
    await boss.start()
    for (const { name, retryLimit, expireSeconds } of kinds) {
      const options = { name, retryLimit, expireInSeconds: expireSeconds }
      await boss.createQueue(name, { ...options, policy: 'standard' })
      await boss.updateQueue(name, options)
    }
    await boss.stop({ graceful: false, close: false })
    await client.query('SELECT pg_advisory_unlock($1)', [preparationLock])
  } catch (error) {
    failure = error
    throw error
  } finally {
    // A connection that failed goes, and its lock with it.
    client.release(failure !== undefined)
  }
}

/**
 * Opens the queue, which lives in the same database (a schema of its own), so that a job outlives any process. With `work`, this
 * process also takes jobs, one of each kind at a time.
 */
export async function openJobs({ platform, kinds, sweeps, work }: JobParts): Promise<Jobs> {
  const { pool } = platform.database
  await prepareQueue(pool, kinds)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema,
    migrate: false,
    schedule: false,
    supervise: work,
    maintenanceIntervalSeconds: 30,
  })
  boss.on('error', (error) => platform.log.error({ err: error }, 'job queue'))
  await boss.start()
  const timers: NodeJS.Timeout[] = []
  const jobs: Jobs = {
    async send(kind, data) {
      await boss.send(kind.name, data)
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await boss.stop({ graceful: false, close: false })
    },
  }
  const whole: Platform = { ...platform, jobs }
  for (const kind of work ? kinds : []) {
    await boss.work(kind.name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
      if (job === undefined) return
      try {
        await kind.start(whole, job.data)
      } catch (error) {
        platform.log.error({ err: error, job: job.id, kind: kind.name }, 'job failed')
        throw error
      }
    })
  }
  if (work)
    for (const sweep of sweeps) {
      const run = () => sweep.run(whole).catch((error: unknown) => platform.log.error({ err: error }, 'sweep failed'))
      await run()
      timers.push(setInterval(() => void run(), sweep.everySeconds * 1000))
    }
  return jobs
}
