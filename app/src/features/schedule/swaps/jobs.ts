import { AppError } from '../../../contract/app-error.ts'
import type { Sweep } from '../../../platform/jobs/jobs.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { nowAt } from '../absences/index.ts'
import { end } from './answers.ts'
import { expiredOffers } from './store.ts'

const atOnce = 200

/** Ends offers whose time is over and tells both sides; an offer that was answered meanwhile stays as it is. */
export const swapSweep: Sweep = {
  everySeconds: 60,
  async run(platform) {
    const db = platform.database.drizzle
    for (const { institutionId, id, version, expiresAt } of await expiredOffers(db, platform.now(), atOnce)) {
      const institution = await institutionOrThrow(db, institutionId)
      if (expiresAt > nowAt(institution, platform.now())) continue
      const who = { institutionId, personId: null, name: 'Gradus', requestId: `swap ${id}` }
      const check = (offer: { readonly version: number }) => {
        if (offer.version !== version) throw new AppError('stale', 'Answered meanwhile.')
      }
      try {
        await end(platform, who, id, check, { state: 'expired', sentence: '' })
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'stale')) throw error
      }
    }
  },
}
