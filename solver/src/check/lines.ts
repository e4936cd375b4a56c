/** Rules about one person's line, slot by slot. A line holds an activity id or null for each slot. */
import type { Cost, Person, RotationProblem, Soft } from '../rotations/problem.ts'
import { amountInWords, countInWords, dayInWords, rangeInWords } from '../words.ts'

export type ReadLine = (string | null)[]

export function labelOf(problem: RotationProblem, activityId: string): string {
  return problem.activities.find(({ id }) => id === activityId)?.label ?? activityId
}

export function priced(soft: Soft | undefined, amount: number): { tier: number | null; points: number } {
  return soft ? { tier: soft.tier, points: amount * soft.weight } : { tier: null, points: amount }
}

/** Total days over total ticks of the person's slots, rounded, at least 1. */
export function daysPerTick(person: Person): number {
  const days = person.slots.reduce((sum, slot) => sum + slot.endOn - slot.startOn + 1, 0)
  const ticks = person.slots.reduce((sum, slot) => sum + slot.ticks, 0)
  return Math.max(1, Math.round(days / Math.max(1, ticks)))
}

export function checkAllowed(problem: RotationProblem, person: Person, line: ReadLine): Cost[] {
  return person.slots.flatMap((slot, index) => {
    const activityId = line[index] ?? null
    const points = slot.endOn - slot.startOn + 1
    const where = {
      rule: 'allowed' as const,
      tier: null,
      points,
      personId: person.id,
      startOn: slot.startOn,
      endOn: slot.endOn,
    }
    const when = rangeInWords(slot)
    if (activityId === null) {
      return slot.away ? [] : [{ ...where, sentence: `${person.label} has no activity ${when}.` }]
    }
    const name = labelOf(problem, activityId)
    const refuse = (why: string): Cost[] => [
      { ...where, activityId, sentence: `${person.label} is on ${name} ${when}, ${why}.` },
    ]
    if (slot.away) return refuse('but is away')
    const own = person.activities.find((activity) => activity.activityId === activityId)
    if (!own) return refuse('which is not among their activities')
    if (slot.pinned !== undefined && slot.pinned !== activityId) {
      return refuse(`but is pinned to ${labelOf(problem, slot.pinned)}`)
    }
    if (slot.allowed && !slot.allowed.includes(activityId)) return refuse('which is not open to them then')
    if (own.notBeforeOn !== undefined && slot.startOn < own.notBeforeOn) {
      return refuse(`but may only from ${dayInWords(own.notBeforeOn)}`)
    }
    if (own.notAfterOn !== undefined && slot.endOn > own.notAfterOn) {
      return refuse(`but may only until ${dayInWords(own.notAfterOn)}`)
    }
    return []
  })
}

export function checkRequirements(person: Person, line: ReadLine): Cost[] {
  return (person.requirements ?? []).flatMap((requirement) => {
    const { id, label, activityIds, window, minTicks, maxTicks, doneTicks = 0, soft } = requirement
    let ticks = doneTicks
    for (const [index, slot] of person.slots.entries()) {
      const activityId = line[index] ?? null
      const counts = !window || (slot.startOn >= window.startOn && slot.startOn <= window.endOn)
      if (counts && activityId !== null && activityIds.includes(activityId)) ticks += slot.ticks
    }
    const short = minTicks === undefined ? 0 : Math.max(0, minTicks - ticks)
    const over = maxTicks === undefined ? 0 : Math.max(0, ticks - maxTicks)
    if (short + over === 0) return []
    const wanted =
      short > 0
        ? `needs ${amountInWords(person, minTicks ?? 0)}`
        : `may have at most ${amountInWords(person, maxTicks ?? 0)}`
    return [
      {
        rule: 'requirement' as const,
        ...priced(soft, (short + over) * daysPerTick(person)),
        ruleId: id,
        personId: person.id,
        ...(activityIds.length === 1 ? { activityId: activityIds[0]! } : {}),
        sentence: `${person.label} has ${amountInWords(person, ticks)} of ${label} and ${wanted}.`,
      },
    ]
  })
}

export function checkPrerequisites(problem: RotationProblem, person: Person, line: ReadLine): Cost[] {
  return (person.prerequisites ?? []).flatMap((rule) =>
    person.slots.flatMap((slot, index) => {
      const activityId = line[index] ?? null
      if (activityId === null || !rule.activityIds.includes(activityId)) return []
      let before = 0
      for (const run of person.history ?? []) if (rule.afterActivityIds.includes(run.activityId)) before += run.ticks
      for (const [earlier, { ticks }] of person.slots.entries()) {
        const other = line[earlier] ?? null
        if (earlier < index && other !== null && rule.afterActivityIds.includes(other)) before += ticks
      }
      if (before >= rule.minTicks) return []
      return [
        {
          rule: 'prerequisite' as const,
          ...priced(rule.soft, slot.endOn - slot.startOn + 1),
          ruleId: rule.id,
          personId: person.id,
          activityId,
          startOn: slot.startOn,
          endOn: slot.endOn,
          sentence: `${person.label} is on ${labelOf(problem, activityId)} ${rangeInWords(slot)} after ${amountInWords(person, before)} of what must come first; ${rule.label} asks for ${amountInWords(person, rule.minTicks)}.`,
        },
      ]
    }),
  )
}

export function checkWishes(problem: RotationProblem, person: Person, line: ReadLine): Cost[] {
  return (person.wishes ?? []).flatMap(({ id, label, kind, activityIds, window, tier, weight }) => {
    let hits = 0
    for (const [index, slot] of person.slots.entries()) {
      const activityId = line[index] ?? null
      const overlaps = !window || (slot.startOn <= window.endOn && slot.endOn >= window.startOn)
      if (overlaps && activityId !== null && activityIds.includes(activityId)) hits++
    }
    const points = (kind === 'want' ? Number(hits === 0) : hits) * weight
    const names = activityIds.map((activityId) => labelOf(problem, activityId)).join(' or ')
    const when = window ? ` ${rangeInWords(window)}` : ''
    const sentence =
      kind === 'want'
        ? `${person.label} asked for ${names}${when} and does not have it (${label}).`
        : `${person.label} asked to avoid ${names}${when} and has it (${label}).`
    return points === 0 ? [] : [{ rule: 'wish' as const, tier, points, ruleId: id, personId: person.id, sentence }]
  })
}

/** `siteOf`: the site of each activity that has one. */
export function checkSites(
  problem: RotationProblem,
  person: Person,
  line: ReadLine,
  siteOf: ReadonlyMap<string, string>,
): Cost[] {
  if (!problem.siteChanges) return []
  const past = (person.history ?? []).slice(-1).map(({ activityId }) => activityId)
  const sites = [...past, ...line.filter((activityId) => activityId !== null)].map((id) => siteOf.get(id))
  const moves = sites.filter(
    (site, index) => index > 0 && site !== undefined && sites[index - 1] !== undefined && site !== sites[index - 1],
  ).length
  if (moves === 0) return []
  const sentence = `${person.label} moves between sites ${countInWords(moves, 'time', 'times')}.`
  return [{ rule: 'site-change', ...priced(problem.siteChanges, moves), personId: person.id, sentence }]
}

export function checkPrevious(problem: RotationProblem, person: Person, line: ReadLine): Cost[] {
  const before = problem.previous?.solution.assignments[person.id]
  if (!problem.previous || !before) return []
  const changed = line.filter((activityId, index) => {
    const earlier = problem.activities[before[index] ?? -1]?.id ?? null
    return earlier !== activityId
  }).length
  if (changed === 0) return []
  const sentence = `${person.label} has ${countInWords(changed, 'change', 'changes')} from the earlier schedule.`
  return [{ rule: 'previous', ...priced(problem.previous.soft, changed), personId: person.id, sentence }]
}
