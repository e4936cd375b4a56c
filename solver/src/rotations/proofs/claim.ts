import type { Compiled } from '../compile.ts'
import type { Person, Reason, Requirement, Soft } from '../problem.ts'

/** Proof that one rule costs at least `amount` in every schedule that meets the hard rules. A hard rule's claim is a reason
 * why there is no schedule at all. */
export interface Claim {
  /** Identifies the rule: of several claims about one rule, the strongest counts. */
  key: string
  soft: Soft | undefined
  amount: number
  reason: Reason
}

export type Prover = (c: Compiled) => Claim[]

/** Slots of a person as indices. */
export function slotsOf(c: Compiled, p: number): number[] {
  const from = c.slotFrom[p]!
  return Array.from({ length: c.slotFrom[p + 1]! - from }, (_, k) => from + k)
}

export function domainOf(c: Compiled, slot: number): Int16Array {
  return c.domain.subarray(c.domainFrom[slot], c.domainFrom[slot + 1])
}

/** Slots that a requirement counts and that may hold one of its activities. */
export function countingSlots(
  c: Compiled,
  p: number,
  { activityIds, window }: Pick<Requirement, 'activityIds' | 'window'>,
): number[] {
  const members = activityIds.map((id) => c.activityIndex.get(id)!)
  return slotsOf(c, p).filter(
    (s) =>
      (!window || (c.startOn[s]! >= window.startOn && c.startOn[s]! <= window.endOn)) &&
      members.some((a) => c.allowed[s * c.activityCount + a] === 1),
  )
}

/** Whether the slot can hold nothing but these activities. */
export function isForced(c: Compiled, slot: number, members: Uint8Array): boolean {
  const domain = domainOf(c, slot)
  return domain.length > 0 && domain.every((a) => members[a] === 1)
}

export function sumTicks(c: Compiled, slots: Iterable<number>): number {
  let ticks = 0
  for (const s of slots) ticks += c.ticks[s]!
  return ticks
}

/** Ticks a hard requirement still asks for. */
export function ticksNeeded({ soft, minTicks = 0, doneTicks = 0 }: Requirement): number {
  return soft ? 0 : Math.max(0, minTicks - doneTicks)
}

/** Ticks a hard requirement still lets pass. */
export function ticksLeft({ soft, maxTicks, doneTicks = 0 }: Requirement): number {
  return soft || maxTicks === undefined ? Number.POSITIVE_INFINITY : Math.max(0, maxTicks - doneTicks)
}

export function reasonAbout(
  person: Person,
  rule: Reason['rule'],
  sentence: string,
  about: Partial<Reason> = {},
): Reason {
  return { rule, sentence, personIds: [person.id], activityIds: [], ruleIds: [], ...about }
}
