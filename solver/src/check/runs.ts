/** Run lengths, visits and gaps, from a literal list of a person's stays. */
import type { Cost, Person, RotationProblem } from '../rotations/problem.ts'
import { amountInWords, countInWords, rangeInWords } from '../words.ts'
import { daysPerTick, labelOf, priced, type ReadLine } from './lines.ts'

interface Stay {
  activityId: string
  startOn: number
  endOn: number
  ticks: number
  awayTicks: number
  /** Slots of this problem in the stay; none for a past one. */
  slots: number
  freeSlots: number
}

export function checkRuns(problem: RotationProblem, person: Person, line: ReadLine): Cost[] {
  const stays = readStays(person, line)
  return person.activities.flatMap(({ activityId, run, visits, gap }) => {
    const own = stays.filter((stay) => stay.activityId === activityId)
    const name = labelOf(problem, activityId)
    const costs: Cost[] = []
    for (const stay of own) {
      if (!run || stay.freeSlots === 0) continue
      const short = Math.max(0, (run.minTicks ?? 0) - stay.ticks - stay.awayTicks)
      const over = run.maxTicks === undefined ? 0 : Math.max(0, stay.ticks - run.maxTicks)
      if (short + over === 0) continue
      const limit =
        short > 0
          ? `at least ${amountInWords(person, run.minTicks ?? 0)}`
          : `at most ${amountInWords(person, run.maxTicks ?? 0)}`
      costs.push({
        rule: 'run',
        ...priced(run.soft, (short + over) * daysPerTick(person)),
        personId: person.id,
        activityId,
        startOn: stay.startOn,
        endOn: stay.endOn,
        sentence: `${person.label} is on ${name} for ${amountInWords(person, stay.ticks)} ${rangeInWords(stay)}; a stay is ${limit}.`,
      })
    }
    if (visits && own.length > visits.max) {
      costs.push({
        rule: 'visits',
        ...priced(visits.soft, (own.length - visits.max) * daysPerTick(person)),
        personId: person.id,
        activityId,
        sentence: `${person.label} goes to ${name} ${countInWords(own.length, 'time', 'times')}; at most ${visits.max} fit the program.`,
      })
    }
    for (const [index, stay] of own.entries()) {
      const before = own[index - 1]
      if (!gap || !before || stay.slots === 0) continue
      const days = stay.startOn - before.endOn - 1
      if (days >= gap.minDays) continue
      costs.push({
        rule: 'gap',
        ...priced(gap.soft, gap.minDays - days),
        personId: person.id,
        activityId,
        startOn: stay.startOn,
        endOn: stay.endOn,
        sentence: `${person.label} returns to ${name} after ${countInWords(days, 'day', 'days')} ${rangeInWords(stay)}; there must be ${countInWords(gap.minDays, 'day', 'days')} between.`,
      })
    }
    return costs
  })
}

function readStays(person: Person, line: ReadLine): Stay[] {
  const stays: Stay[] = (person.history ?? []).map((run) => ({ ...run, awayTicks: 0, slots: 0, freeSlots: 0 }))
  // The stay that the next slot would continue, and time away since it.
  let current = stays.at(-1)
  let lastDay = current?.endOn
  let awayTicks = 0
  for (const [index, slot] of person.slots.entries()) {
    if (lastDay === undefined || slot.startOn !== lastDay + 1) {
      current = undefined
      awayTicks = 0
    }
    lastDay = slot.endOn
    const activityId = line[index] ?? null
    if (activityId === null) {
      awayTicks += slot.ticks
      if (current) current.awayTicks += slot.ticks
      continue
    }
    if (current?.activityId !== activityId) {
      current = { activityId, startOn: slot.startOn, endOn: slot.endOn, ticks: 0, awayTicks, slots: 0, freeSlots: 0 }
      stays.push(current)
    }
    current.ticks += slot.ticks
    current.endOn = slot.endOn
    current.slots += 1
    if (slot.pinned === undefined) current.freeSlots += 1
    awayTicks = 0
  }
  return stays
}
