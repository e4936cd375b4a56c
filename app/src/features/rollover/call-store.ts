import { and, eq, inArray } from 'drizzle-orm'
import type { Reads } from '../../platform/db/index.ts'
import { callPool, callSchedule, callSchedulePool } from '../schedule/calls/schema.ts'

/** Which of the days lie in a published call schedule of the program's own pools, with its name. */
export async function publishedCallOver(
  db: Reads,
  institutionId: string,
  programId: string,
  days: readonly string[],
): Promise<Map<string, string>> {
  if (days.length === 0) return new Map()
  const ofPrograms = inArray(
    callSchedule.id,
    db
      .select({ id: callSchedulePool.scheduleId })
      .from(callSchedulePool)
      .innerJoin(
        callPool,
        and(eq(callPool.institutionId, callSchedulePool.institutionId), eq(callPool.id, callSchedulePool.poolId)),
      )
      .where(and(eq(callSchedulePool.institutionId, institutionId), eq(callPool.programId, programId))),
  )
  const schedules = await db
    .select({ name: callSchedule.name, startOn: callSchedule.startOn, endOn: callSchedule.endOn })
    .from(callSchedule)
    .where(and(eq(callSchedule.institutionId, institutionId), eq(callSchedule.state, 'published'), ofPrograms))
  return new Map(
    days.flatMap((day) => {
      const over = schedules.find(({ startOn, endOn }) => startOn <= day && day <= endOn)
      return over === undefined ? [] : [[day, over.name] as const]
    }),
  )
}
