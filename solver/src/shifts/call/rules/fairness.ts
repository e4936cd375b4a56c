import type { ConstraintText } from '../../../constraint-text.ts'
import type { FairnessRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf, weekdayOf } from '../compile-call.ts'
import type { SharedCost } from './shared-rule.ts'

export const FAIRNESS: ConstraintText = {
  name: 'fairness',
  sentence: 'Nights, weekends and holidays are shared fairly, over the years.',
  meaning:
    'Every shift has points by weekday, weekend and holiday; a shift in several of the lists has the points of all. Of all points S, credits of earlier years included, a person present on w of the W days of all has a fair share of S·w/W. Days of leave are not days present; credits of fewer than `thinDays` days are left out.',
  unit: '`absolute`: each whole hundredth of a point off the fair share. `squared`: each whole hundredth of the square of the points off',
  use: 'soft',
  field: 'rules[]',
  example: {
    id: 'fair',
    label: 'Nights shared',
    kind: 'fairness',
    measure: 'squared',
    points: [{ shifts: { marks: ['night'] }, weekday: 2, weekend: 3, holiday: 4 }],
    soft: { tier: 1, weight: 1 },
  },
}

/**
 * "Nights, weekends and holidays are shared fairly": with S points in all, a person present on w of W days has a fair share
 * of S w / W; the whole hundredths of a point off it cost 1 each, or squared, the whole hundredths of the square.
 */
export function compileFairness(c: CompiledCall, rule: FairnessRule): SharedCost {
  const { width } = c
  const isMeant = peopleOf(c, rule.people)
  const points = pointsTable(c, rule)
  const { members, presence, credits } = presenceOf(c, rule)
  const held = credits.slice()
  let total = credits.reduce((sum, points) => sum + points, 0)
  const wholePresence = presence.reduce((sum, days) => sum + days, 0)
  let known = -1
  const read = (): number => {
    if (wholePresence === 0) return 0
    let cost = 0
    for (const p of members) cost += shareCost(rule, held[p]! * wholePresence - total * presence[p]!, wholePresence)
    return cost
  }
  return {
    change: (person, day, before, after) => {
      const gain = points[day * width + after]! - points[day * width + before]!
      if (gain === 0 || isMeant[person] === 0) return
      held[person] = held[person]! + gain
      total += gain
      known = -1
    },
    cost: () => {
      if (known < 0) known = read()
      return known
    },
  }
}

/** What one person costs who is `off / whole` points off the fair share. */
export function shareCost({ measure }: FairnessRule, off: number, whole: number): number {
  const hundredths = Math.floor((100 * Math.abs(off)) / whole)
  return measure === 'absolute' ? hundredths : Math.floor((hundredths * hundredths) / 100)
}

/** Whom the rule shares among; by person, the days present and the points from earlier years. */
export function presenceOf(
  c: CompiledCall,
  rule: FairnessRule,
): { members: number[]; presence: Float64Array; credits: Float64Array } {
  const { days } = c
  const isMeant = peopleOf(c, rule.people)
  const members = c.problem.people.flatMap((_, p) => (isMeant[p] === 1 ? [p] : []))
  const presence = new Float64Array(c.people)
  const credits = new Float64Array(c.people)
  for (const p of members) {
    for (let day = 0; day < days; day++) presence[p] = presence[p]! + (c.leave[p * days + day] === 0 ? 1 : 0)
    for (const credit of c.problem.people[p]!.credits ?? []) {
      if (credit.ruleId !== rule.id || credit.days < (rule.thinDays ?? 0)) continue
      presence[p] = presence[p]! + credit.days
      credits[p] = credits[p]! + credit.points
    }
  }
  return { members, presence, credits }
}

/** `[day * width + entry]`. A shift in several of the lists has the points of all. */
export function pointsTable(c: CompiledCall, { points, holidays = [] }: FairnessRule): Float64Array {
  const table = new Float64Array(c.days * c.width)
  const isHoliday = new Set(holidays)
  for (const { shifts, weekday, weekend, holiday } of points) {
    const entries = entriesOf(c, shifts)
    for (let day = 0; day < c.days; day++) {
      const worth = isHoliday.has(day) ? holiday : weekdayOf(c, day) >= 5 ? weekend : weekday
      for (let entry = 1; entry < c.width; entry++)
        if (entries[entry] === 1) table[day * c.width + entry] = table[day * c.width + entry]! + worth
    }
  }
  return table
}
