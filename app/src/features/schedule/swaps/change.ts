import type { CallAssignment, CallChangeAsked, CallPart, NewCall } from '../calls/index.ts'

/** A hand-over in mind: one call, or its part from a time on, goes to somebody; perhaps another comes back. */
export interface HandOver {
  readonly given: CallAssignment
  readonly fromAt: Date | null
  readonly takerId: string
  readonly returned: CallAssignment | null
}

const callFor = ({ poolId, shiftId, onDay, startAt, endAt }: CallAssignment, personId: string): NewCall => ({
  poolId,
  shiftId,
  onDay,
  personId,
  startAt,
  endAt,
})

/** The rows that go and come, by the schedule they are in. */
function moves({ given, fromAt, takerId, returned }: HandOver): { row: CallAssignment; add: NewCall[] }[] {
  const taken = callFor(given, takerId)
  const first = {
    row: given,
    add:
      fromAt === null
        ? [taken]
        : [
            { ...callFor(given, given.personId), endAt: fromAt },
            { ...taken, startAt: fromAt },
          ],
  }
  return returned === null ? [first] : [first, { row: returned, add: [callFor(returned, given.personId)] }]
}

export const changeOf = (handOver: HandOver): CallChangeAsked => ({
  remove: moves(handOver).map(({ row }) => row.id),
  add: moves(handOver).flatMap(({ add }) => add),
})

/** The same as parts of a write, with the version of each schedule that was seen. */
export function partsOf(handOver: HandOver, versions: ReadonlyMap<string, number>): CallPart[] {
  const parts = new Map<string, { remove: string[]; add: NewCall[] }>()
  for (const { row, add } of moves(handOver)) {
    const part = parts.get(row.scheduleId) ?? { remove: [], add: [] }
    part.remove.push(row.id)
    part.add.push(...add)
    parts.set(row.scheduleId, part)
  }
  return [...parts].map(([scheduleId, part]) => ({
    scheduleId,
    expectedVersion: versions.get(scheduleId) ?? -1,
    ...part,
  }))
}
