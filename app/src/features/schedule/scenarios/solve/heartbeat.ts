import type { Platform } from '../../../../platform/platform.ts'
import { type AnyRun, beat } from '../store.ts'

const beatMilliseconds = 1000
/** Points of the live line; older ones are thinned out as the run goes on. */
const historyAtMost = 240

interface Progress {
  readonly elapsedSeconds: number
  readonly hard: number
  readonly soft: readonly number[]
}

export interface Heartbeat {
  readonly stopped: () => boolean
  /** Tells for the last time; `dropped` when nothing should be stored. */
  readonly end: () => Promise<{ readonly dropped: boolean }>
  /** Without a last word, when the work failed. */
  readonly cancel: () => void
}

/** While a worker works on a run: tells once a second how it goes and hears whether to stop. For both solvers. */
export function heartbeatOf(
  platform: Platform,
  run: AnyRun,
  latest: () => Progress | null,
  stop: () => void,
): Heartbeat {
  let history: { elapsedSeconds: number; hard: number; soft: number[] }[] = []
  let stopped = false
  let dropped = false
  const tell = async (): Promise<void> => {
    const now = latest()
    if (now !== null) {
      const { elapsedSeconds, hard, soft } = now
      if (history.at(-1)?.elapsedSeconds !== elapsedSeconds) history.push({ elapsedSeconds, hard, soft: [...soft] })
      if (history.length > historyAtMost) history = history.filter((_, index) => index % 2 === 0)
    }
    const heard = await platform.database.transaction((tx) => beat(tx, run, platform.now(), now, history))
    if (heard?.state === 'running') return
    // Stopped by somebody, or taken by another worker because this one was silent too long: then nothing is stored.
    stopped = true
    dropped = heard === undefined || !heard.keepOnStop
    stop()
  }
  let telling = Promise.resolve()
  const timer = setInterval(() => {
    telling = telling
      .then(tell)
      .catch((error: unknown) => platform.log.warn({ err: error, runId: run.id }, 'solver heartbeat'))
  }, beatMilliseconds)
  return {
    stopped: () => stopped,
    async end() {
      clearInterval(timer)
      await telling
      await tell()
      return { dropped }
    },
    cancel: () => clearInterval(timer),
  }
}
