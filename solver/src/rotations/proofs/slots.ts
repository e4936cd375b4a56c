import { labelOfActivity } from './labels.ts'
import { rangeInWords } from '../../words.ts'
import { domainOf, type Prover, reasonAbout } from './claim.ts'

/** A slot in which nothing is possible: pinned where it cannot be, or all activities shut out. */
export const proveSlots: Prover = (c) =>
  c.problem.people.flatMap((person, p) =>
    person.slots.flatMap((slot, index) => {
      const s = c.slotFrom[p]! + index
      const { pinned } = slot
      if (slot.away && pinned === undefined) return []
      if (!slot.away && domainOf(c, s).length > 0) return []
      const when = rangeInWords(slot)
      const name = pinned === undefined ? '' : labelOfActivity(c, pinned)
      const own = person.activities.find(({ activityId }) => activityId === pinned)
      const sentence =
        pinned === undefined
          ? `Nothing is open to ${person.label} ${when}: every activity is shut out by its level or its dates.`
          : slot.away
            ? `${person.label} is pinned to ${name} ${when} but is away then.`
            : !own
              ? `${person.label} is pinned to ${name} ${when}, which is not among their activities.`
              : slot.allowed && !slot.allowed.includes(pinned)
                ? `${person.label} is pinned to ${name} ${when}, which is not open to them then.`
                : `${person.label} is pinned to ${name} ${when}, outside the dates from which they may do it.`
      const about = { startOn: slot.startOn, endOn: slot.endOn, activityIds: pinned === undefined ? [] : [pinned] }
      return [
        {
          key: `slot ${s}`,
          soft: undefined,
          amount: slot.endOn - slot.startOn + 1,
          reason: reasonAbout(person, 'allowed', sentence, about),
        },
      ]
    }),
  )
