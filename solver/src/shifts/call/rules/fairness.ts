import type { ConstraintText } from '../../../constraint-text.ts'
import type { FairnessRule } from '../../rule-types.ts'
import { type CompiledCall, entriesOf, peopleOf, weekdayOf } from '../compile-call.ts'
import type { SharedCost } from './shared-rule.ts'

export const FAIRNESS: ConstraintText = {
  name: 'fairness',
  sentence: 'Nights, weekends and holidays are shared fairly, over the years.',
  meaning:
    'Every shift has points by weekday, weekend and holiday; a shift in several of the lists has the points of all. Of all points S, credits included, a person present on w of the W days of all has a fair share of S·w/W. Days present are those of `presence`, or else those that are not leave; credits of fewer than `thinDays` days are left out, and `aboveHundredths` is added to what a person is off.',
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
  const { members, presence, credits, above, wholePresence, wholeCredit } = presenceOf(c, rule)
  const held = credits.slice()
  let total = wholeCredit
  let known = -1
  const read = (): number => {
    if (wholePresence === 0) return 0
    let cost = 0
    for (const p of members)
      cost += shareCost(rule, held[p]! * wholePresence - total * presence[p]!, wholePresence, above[p]!)
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

/** What one person costs who is `off / whole` points off the fair share, and came with hundredths above it. */
export function shareCost({ measure }: FairnessRule, off: number, whole: number, above: number): number {
  const hundredths = Math.floor(Math.abs(100 * off + above * whole) / whole)
  return measure === 'absolute' ? hundredths : Math.floor((hundredths * hundredths) / 100)
}

/** Whom the rule shares among; by person, the days present, the points from before, and hundredths above the fair share of earlier years; what is shared in all. */
export function presenceOf(
  c: CompiledCall,
  rule: FairnessRule,
): {
  members: number[]
  presence: Float64Array
  credits: Float64Array
  above: Float64Array
  wholePresence: number
  wholeCredit: number
} {
  const { days } = c
  const isMeant = peopleOf(c, rule.people)
  const members = c.problem.people.flatMap((_, p) => (isMeant[p] === 1 ? [p] : []))
  const presence = new Float64Array(c.people)
  const credits = new Float64Array(c.people)
  const above = new Float64Array(c.people)
  for (const p of members) {
    const given = c.problem.people[p]!.presence?.find(({ ruleId }) => ruleId === rule.id)
    if (given) presence[p] = given.days
    else for (let day = 0; day < days; day++) presence[p] = presence[p]! + (c.leave[p * days + day] === 0 ? 1 : 0)
    for (const credit of c.problem.people[p]!.credits ?? []) {
      if (credit.ruleId !== rule.id || credit.days < (rule.thinDays ?? 0)) continue
      presence[p] = presence[p]! + credit.days
      credits[p] = credits[p]! + credit.points
      above[p] = above[p]! + (credit.aboveHundredths ?? 0)
    }
  }
  const { others = { points: 0, days: 0 } } = rule
  return {
    members,
    presence,
    credits,
    above,
    wholePresence: presence.reduce((sum, days) => sum + days, others.days),
    wholeCredit: credits.reduce((sum, points) => sum + points, others.points),
  }
}

/** `[day * width + entry]`. A shift in several of the lists has the points of all, and shifts held together those of each. */
export function pointsTable(
  c: CompiledCall,
  { points, holidays = [], holidayExtra = [], toDay = c.days - 1 }: FairnessRule,
): Float64Array {
  const table = new Float64Array(c.days * c.width)
  const isHoliday = new Set(holidays)
  const extra = new Map(holidayExtra.map(({ day, points: more }) => [day, more]))
  for (const { shifts, weekday, weekend, holiday } of points) {
    const entries = entriesOf(c, shifts)
    for (let day = 0; day <= toDay; day++) {
      const usual = isHoliday.has(day) ? holiday : weekdayOf(c, day) >= 5 ? weekend : weekday
      const worth = usual + (extra.get(day) ?? 0)
      for (let entry = 1; entry < c.width; entry++)
        if (entries[entry] === 1) table[day * c.width + entry] = table[day * c.width + entry]! + worth
    }
  }
  for (let entry = 1; entry < c.width; entry++) {
    const parts = c.parts[entry]!
    if (parts.length > 1)
      for (let row = 0; row < table.length; row += c.width)
        table[row + entry] = parts.reduce((sum, part) => sum + table[row + part]!, 0)
  }
  return table
}
