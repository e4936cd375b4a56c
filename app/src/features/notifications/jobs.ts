import type { Platform } from '../../platform/platform.ts'
import type { Sweep } from '../../platform/jobs/jobs.ts'
import { deliverDue, type DeliveryParts } from './outbox/deliver.ts'
import { planDigests } from './outbox/digest.ts'
import { prune } from './outbox/prune.ts'
import { escalate } from './outbox/escalate.ts'

/**
 * One run at a time in a process, and none that a start or a stop waits for: a mail server may take its time. What a stop interrupts is
 * taken up by the next worker.
 */
function inBackground(everySeconds: number, work: (platform: Platform) => Promise<void>): Sweep {
  const busy = new WeakSet<Platform>()
  return {
    everySeconds,
    async run(platform) {
      if (busy.has(platform)) return
      busy.add(platform)
      void work(platform)
        .catch((error: unknown) => platform.log.error({ err: error }, 'notices'))
        .finally(() => busy.delete(platform))
    },
  }
}

export const noticeSweeps = (parts: DeliveryParts): readonly Sweep[] => [
  inBackground(3, (platform) => deliverDue(platform, parts)),
  inBackground(20, async (platform) => {
    await escalate(platform)
    await planDigests(platform, parts.quiet)
  }),
  inBackground(6 * 3_600, prune),
]
