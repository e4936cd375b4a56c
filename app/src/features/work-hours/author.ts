import { dayOf } from '@gradus/rules'
import { notFound } from '../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../platform/audit/write.ts'
import type { Platform } from '../../platform/platform.ts'
import { mondayOf } from './facts.ts'
import { lockHours } from './store.ts'
import { loadWeek, type Week } from './week.ts'

export interface Author {
  readonly platform: Platform
  readonly who: Who
  readonly personId: string
}

/** One change of one person's hours: nobody else changes them meanwhile, and it begins with what they are now. */
export async function change<T>(
  { platform, who, personId }: Author,
  on: string,
  work: (tx: WriteTx, week: Week) => Promise<T>,
): Promise<T> {
  return write(platform, who, async (tx) => {
    if (!(await lockHours(tx, who.institutionId, personId))) throw notFound('trainee')
    const asked = { institutionId: who.institutionId, personId, now: platform.now() }
    return work(tx, await loadWeek(tx, asked, mondayOf(dayOf(on))))
  })
}

export const authorOf = ({ who, platform }: Author) => ({
  authorPersonId: who.personId,
  author: who.name,
  writtenAt: platform.now(),
})
