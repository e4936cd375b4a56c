/** One capacity as the proofs see it: its load from outside, and for each slot whether it can or must be on the room's activities. */
import type { Compiled } from '../compile.ts'
import { createLoads, type LoadRule } from '../constraints/capacity.ts'
import type { Reason } from '../problem.ts'
import { type Claim, isForced } from './claim.ts'

export interface Room extends LoadRule {
  outside: Int32Array
  possible: Uint8Array
  forced: Uint8Array
}

export function readRooms(c: Compiled): Room[] {
  const { rules, load } = createLoads(c)
  return rules.map((rule, k) => {
    const possible = new Uint8Array(c.slotCount)
    const forced = new Uint8Array(c.slotCount)
    for (const p of rule.eligible) {
      for (let s = c.slotFrom[p]!; s < c.slotFrom[p + 1]!; s++) {
        possible[s] = Number(membersOpen(c, s, rule).length > 0)
        forced[s] = Number(isForced(c, s, rule.members))
      }
    }
    const outside = load.subarray(k * c.intervals.count, (k + 1) * c.intervals.count)
    return { ...rule, outside, possible, forced }
  })
}

/** The room's activities that a slot may hold. */
export function membersOpen(c: Compiled, slot: number, { members }: LoadRule): number[] {
  const open: number[] = []
  for (let k = c.domainFrom[slot]!; k < c.domainFrom[slot + 1]!; k++)
    if (members[c.domain[k]!] === 1) open.push(c.domain[k]!)
  return open
}

/** People whose slot during an interval is flagged. */
export function peopleAt(c: Compiled, { eligible }: LoadRule, flags: Uint8Array, i: number): number[] {
  const people: number[] = []
  for (const p of eligible) {
    const s = c.intervals.slotAt[p * c.intervals.count + i]!
    if (s >= 0 && flags[s] === 1) people.push(p)
  }
  return people
}

export function daysOf(c: Compiled, i: number): { startOn: number; endOn: number } {
  return { startOn: c.intervals.startOn[i]!, endOn: c.intervals.startOn[i]! + c.intervals.days[i]! - 1 }
}

export function claimOn(
  rule: Room,
  kind: 'capacity-max' | 'capacity-min',
  amount: number,
  sentence: string,
  personIds: string[],
  ruleIds: string[],
  range: Pick<Reason, 'startOn' | 'endOn'>,
): Claim {
  const { capacity } = rule
  const soft = kind === 'capacity-max' ? capacity.max?.soft : capacity.min?.soft
  const reason: Reason = {
    rule: kind,
    sentence,
    personIds,
    activityIds: capacity.activityIds,
    ruleIds: [capacity.id, ...ruleIds],
    ...range,
  }
  return { key: `${kind} ${capacity.id}`, soft, amount, reason }
}
