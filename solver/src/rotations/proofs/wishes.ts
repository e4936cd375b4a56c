import type { Compiled } from '../compile.ts'
import { memberFlags } from '../constraints/prerequisite.ts'
import type { Person, Wish } from '../problem.ts'
import { type Claim, domainOf, isForced, type Prover, reasonAbout, slotsOf } from './claim.ts'

/** Wishes that cannot come true whatever the schedule. */
export const proveWishes: Prover = (c) =>
  c.problem.people.flatMap((person, p) => (person.wishes ?? []).flatMap((wish) => proveWish(c, person, p, wish)))

function proveWish(c: Compiled, person: Person, p: number, wish: Wish): Claim[] {
  const members = memberFlags(c, wish.activityIds)
  const { window } = wish
  const slots = slotsOf(c, p).filter((s) => !window || (c.startOn[s]! <= window.endOn && c.endOn[s]! >= window.startOn))
  const amount =
    wish.kind === 'avoid'
      ? slots.filter((s) => isForced(c, s, members)).length
      : Number(!slots.some((s) => domainOf(c, s).some((a) => members[a] === 1)))
  if (amount === 0) return []
  const sentence = `What ${person.label} asked for (${wish.label}) is not possible at that time.`
  return [
    {
      key: `wish ${person.id} ${wish.id}`,
      soft: { tier: wish.tier, weight: wish.weight },
      amount,
      reason: reasonAbout(person, 'wish', sentence, { ruleIds: [wish.id], activityIds: wish.activityIds }),
    },
  ]
}
