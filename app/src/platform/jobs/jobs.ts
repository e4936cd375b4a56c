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

/**
 * Opens the queue, which lives in the same database (a schema of its own), so that a job outlives any process. With `work`, this
 * process also takes jobs, one of each kind at a time.
 */
export async function openJobs({ platform, kinds, sweeps, work }: JobParts): Promise<Jobs> {
  const { pool } = platform.database
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    schema,
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
  for (const kind of kinds) {
    const options = { retryLimit: kind.retryLimit, expireInSeconds: kind.expireSeconds }
    await boss.createQueue(kind.name, { name: kind.name, policy: 'standard', ...options })
    await boss.updateQueue(kind.name, { name: kind.name, ...options })
    if (!work) continue
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
