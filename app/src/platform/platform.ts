import type { z } from 'zod'
import type { Config } from './config.ts'
import type { Database } from './db/index.ts'
import type { Log } from './log.ts'

/** What every use-case may reach for. `now` is the one clock; tests set it. */
export interface Platform {
  readonly config: Config
  readonly log: Log
  readonly database: Database
  readonly jobs: Jobs
  readonly now: () => Date
}

/**
 * One kind of background work. It may run more than once (a worker can die in the middle), so `run` must be repeatable. A job that is
 * not done after `expireSeconds` counts as dead and is tried again, at most `retryLimit` times.
 */
export interface JobKind<T extends object> {
  readonly name: string
  readonly shape: z.ZodType<T>
  readonly retryLimit: number
  readonly expireSeconds: number
  run(platform: Platform, data: T): Promise<void>
}

/** A job kind with its data type folded away, for lists of kinds. */
export type AnyJobKind = Pick<JobKind<object>, 'name' | 'retryLimit' | 'expireSeconds'> & {
  readonly start: (platform: Platform, data: unknown) => Promise<void>
}

export const jobKind = <T extends object>(kind: JobKind<T>): JobKind<T> & AnyJobKind => ({
  ...kind,
  start: (platform, data) => kind.run(platform, kind.shape.parse(data)),
})

export interface Jobs {
  /** Puts work in the queue; a worker of this or another process takes it. */
  send<T extends object>(kind: JobKind<T>, data: T): Promise<void>
  stop(): Promise<void>
}
