import { amountInWords, countInWords } from '../../words.ts'
import type { Compiled } from '../compile.ts'
import type { PersonActivity } from '../problem.ts'
import { type Claim, domainOf, type Prover, reasonAbout, slotsOf, sumTicks, ticksLeft, ticksNeeded } from './claim.ts'
import { labelOfActivity } from './labels.ts'

/** An amount that cannot be had in runs of the asked length, or not in so few visits. */
export const proveRuns: Prover = (c) =>
  c.problem.people.flatMap((person, p) =>
    person.activities.flatMap((own): Claim[] => {
      const { activityId, run, visits } = own
      const needed = neededTicks(c, p, own)
      if (needed === null || needed === 0) return []
      const name = labelOfActivity(c, activityId)
      const minimum = run && !run.soft ? (run.minTicks ?? 0) : 0
      const maximum = run && !run.soft ? (run.maxTicks ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
      const longest = longestStretch(c, p, c.activityIndex.get(activityId)!)
      if (longest < minimum) {
        const sentence = `${person.label} needs ${name} in runs of at least ${amountInWords(person, minimum)}, but is never open to it for more than ${amountInWords(person, longest)} on end.`
        return [claim('run', undefined, minimum - longest, sentence)]
      }
      const most = mostTicks(c, p, own)
      if (most < minimum) {
        const sentence = `${person.label} needs ${amountInWords(person, needed)} of ${name}, may have at most ${amountInWords(person, most)}, and a run must be at least ${amountInWords(person, minimum)}.`
        return [claim('run', undefined, minimum - most, sentence)]
      }
      const runs = Math.max(1, Math.ceil(needed / maximum))
      if (!visits || runs <= visits.max) return []
      const sentence = `${person.label} needs ${amountInWords(person, needed)} of ${name} in runs of at most ${amountInWords(person, maximum)}: ${countInWords(runs, 'visit', 'visits')}, but at most ${visits.max} fit the program.`
      return [claim('visits', visits.soft, runs - visits.max, sentence)]

      function claim(rule: 'run' | 'visits', soft: Claim['soft'], units: number, sentence: string): Claim {
        return {
          key: `${rule} ${person.id} ${activityId}`,
          soft,
          amount: units * c.daysPerTick[p]!,
          reason: reasonAbout(person, rule, sentence, { activityIds: [activityId] }),
        }
      }
    }),
  )

/** What hard requirements on this activity alone ask for; `null` where pins or past runs excuse its run lengths. */
function neededTicks(c: Compiled, p: number, { activityId }: PersonActivity): number | null {
  const { requirements = [], history = [], slots } = c.problem.people[p]!
  if (history.some((run) => run.activityId === activityId)) return null
  if (slots.some(({ pinned }) => pinned === activityId)) return null
  return requirements.reduce(
    (most, requirement) =>
      requirement.activityIds.length === 1 && requirement.activityIds[0] === activityId
        ? Math.max(most, ticksNeeded(requirement))
        : most,
    0,
  )
}

/** What hard maxima over the whole time leave for the activity, with all time away, as a run could count it at most. */
function mostTicks(c: Compiled, p: number, { activityId }: PersonActivity): number {
  const away = slotsOf(c, p).filter((s) => c.away[s] === 1)
  return (c.problem.people[p]!.requirements ?? []).reduce(
    (least, requirement) =>
      !requirement.window && requirement.activityIds.includes(activityId)
        ? Math.min(least, ticksLeft(requirement) + sumTicks(c, away))
        : least,
    Number.POSITIVE_INFINITY,
  )
}

/** Most ticks on end in which the activity is possible, with time away inside and beside, as run lengths count it. */
function longestStretch(c: Compiled, p: number, activity: number): number {
  let longest = 0
  let ticks = 0
  for (const s of slotsOf(c, p)) {
    const fits = c.away[s] === 1 || domainOf(c, s).includes(activity)
    if (!fits || c.joined[s] === 0) ticks = 0
    if (fits) ticks += c.ticks[s]!
    longest = Math.max(longest, ticks)
  }
  return longest
}
