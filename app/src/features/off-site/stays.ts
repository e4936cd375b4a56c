import { dayOf } from '@gradus/rules'

/** Time at another site as the schedule of record has it: touching assignments of a rotation are one. */
export interface PlannedStay {
  readonly appointmentId: string
  readonly rotationId: string
  readonly startOn: string
  readonly endOn: string
}

export interface KeptStay extends PlannedStay {
  readonly id: string
}

/** `moved` has other days than when it was last looked at; `dropped` is in the schedule no longer. */
export type StayState = 'planned' | 'moved' | 'dropped'

export interface MatchedStay<Kept extends KeptStay, Planned extends PlannedStay> {
  readonly kept: Kept | null
  readonly planned: Planned | null
  readonly state: StayState
}

const key = ({ appointmentId, rotationId }: PlannedStay): string => `${appointmentId} ${rotationId}`

const distance = (a: PlannedStay, b: PlannedStay): number => {
  const gap = Math.max(dayOf(a.startOn) - dayOf(b.endOn), dayOf(b.startOn) - dayOf(a.endOn), 0)
  return gap * 1000 + Math.abs(dayOf(a.startOn) - dayOf(b.startOn)) + Math.abs(dayOf(a.endOn) - dayOf(b.endOn))
}

/**
 * Finds what became of stays that somebody has begun to arrange: each is the planned stay of the same appointment and rotation with the
 * same days, else the nearest one that is nobody else's. Every kept and every planned stay comes out once.
 */
export function matchStays<Kept extends KeptStay, Planned extends PlannedStay>(
  kept: readonly Kept[],
  planned: readonly Planned[],
): MatchedStay<Kept, Planned>[] {
  const free = new Set(planned)
  const found = new Map<Kept, Planned>()
  const pairs = kept
    .flatMap((own) =>
      planned
        .filter((candidate) => key(candidate) === key(own))
        .map((candidate) => ({ own, candidate, apart: distance(own, candidate) })),
    )
    .sort((a, b) => a.apart - b.apart)
  for (const { own, candidate } of pairs)
    if (!found.has(own) && free.has(candidate)) {
      found.set(own, candidate)
      free.delete(candidate)
    }
  return [
    ...kept.map((own): MatchedStay<Kept, Planned> => {
      const to = found.get(own) ?? null
      if (to === null) return { kept: own, planned: null, state: 'dropped' }
      const isSame = to.startOn === own.startOn && to.endOn === own.endOn
      return { kept: own, planned: to, state: isSame ? 'planned' : 'moved' }
    }),
    ...[...free].map((each): MatchedStay<Kept, Planned> => ({ kept: null, planned: each, state: 'planned' })),
  ]
}
