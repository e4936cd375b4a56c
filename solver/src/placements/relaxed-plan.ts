/**
 * No plan of a student is worth more: for students with too many sets of disciplines to try them all. For every end of the
 * last placement and every set of hospitals visited, the best disciplines of each group, each at its best hospital and start
 * before the end, whether or not two of them meet; a set of n hospitals costs n - 1 changes.
 */
import type { CompiledPlacements, CompiledStudent } from './compile.ts'
import type { Plan } from './plan-program.ts'

export interface PlanRelaxation {
  /** What the last bound uses, in no order; two placements may meet. */
  plan: Plan
  /** At least scale × score + prices of every plan; -Infinity proves that there is none. */
  solve: (student: CompiledStudent, prices: Float64Array, scale: number) => number
}

/** With more hospitals than this, only all of them together are tried as a set, without changes. */
const MOST_HOSPITALS = 6
/** Disciplines without what must come before are told apart in so many cases. */
const MOST_CASES = 12
/** Charges tried for a hospital with more disciplines than allowed, in points. */
const CHARGES = [1, 2, 3, 4, 6, 8, 10, 13, 16, 20]

export function createPlanRelaxation(c: CompiledPlacements): PlanRelaxation {
  const { hospitals, periods, duration, mostPlacements, maxPerHospital } = c
  const mostChoices = c.students.reduce((most, { choices }) => Math.max(most, choices.length), 1)
  /** Best gain of a choice at a hospital up to the end at hand, and where. */
  const best = new Float64Array(mostChoices * hospitals)
  const bestStart = new Int32Array(mostChoices * hospitals)
  const own = new Float64Array(mostChoices)
  const ownHospital = new Int32Array(mostChoices)
  const ranked: number[] = []
  const left = new Int32Array(c.groups)
  const there = new Int32Array(hospitals)
  const tried = createPlan(mostPlacements)
  const ordered = createPlan(mostPlacements)
  const plan = createPlan(mostPlacements)
  let crowdedAt = -1
  const sets = setsOf(hospitals)

  /** Best sum of choices within a set of hospitals, with a charge per discipline at one of them; fills `tried`. */
  const pick = (student: CompiledStudent, offer: Offer): number => {
    const { set, charged, charge, required = student.required, banned = 0 } = offer
    const many = student.choices.length
    for (let k = 0; k < many; k++) {
      own[k] = Number.NEGATIVE_INFINITY
      for (let h = 0; h < hospitals; h++) {
        if (((set >> h) & 1) === 0) continue
        const value = best[k * hospitals + h]! - (h === charged ? charge : 0)
        if (value <= own[k]!) continue
        own[k] = value
        ownHospital[k] = h
      }
      ranked[k] = k
    }
    ranked.length = many
    ranked.sort((a, b) => own[b]! - own[a]!)
    left.set(student.needs)
    for (let k = 0; k < many; k++) if ((required >> k) & 1) left[student.group[k]!]!--
    for (let group = 0; group < left.length; group++) if (left[group]! < 0) return Number.NEGATIVE_INFINITY
    there.fill(0)
    let sum = 0
    let count = 0
    for (const k of ranked) {
      const group = student.group[k]!
      const must = (required >> k) & 1
      const open = left[group]!
      if ((banned >> k) & 1 || (!must && open === 0)) continue
      if (!must) left[group]!--
      sum += own[k]!
      const h = ownHospital[k]!
      there[h]!++
      tried.choice[count] = k
      tried.hospital[count] = h
      tried.start[count++] = bestStart[k * hospitals + h]!
    }
    return count === student.total ? sum : Number.NEGATIVE_INFINITY
  }
  /** `pick` with nothing left out that must come before; in `tried` the plan of the best case. */
  const pickInOrder = (student: CompiledStudent, offer: Offer): number => {
    let cases = 0
    let bestSum = Number.NEGATIVE_INFINITY
    const visit = (required: number, banned: number): void => {
      const sum = pick(student, { ...offer, required, banned })
      if (sum <= bestSum) return
      let chosen = 0
      for (let k = 0; k < student.total; k++) chosen |= 1 << tried.choice[k]!
      const lacking =
        ++cases > MOST_CASES
          ? -1
          : student.before.findIndex((prior, k) => ((chosen >> k) & 1) !== 0 && (prior & ~chosen) !== 0)
      if (lacking < 0) {
        bestSum = sum
        copyPlan(tried, ordered)
        crowdedAt = there.findIndex((count) => count > maxPerHospital)
        return
      }
      const withPrior = required | (1 << lacking) | student.before[lacking]!
      if ((withPrior & banned) === 0) visit(withPrior, banned)
      if (((required >> lacking) & 1) === 0) visit(required, banned | (1 << lacking))
    }
    visit(student.required, 0)
    return bestSum
  }
  /** The same, with a crowded hospital charged where that lowers the bound (weak duality). */
  const pickWithin = (student: CompiledStudent, set: number): number => {
    const offer = { set, charged: -1, charge: 0 }
    const free = pickInOrder(student, offer)
    const charged = crowdedAt
    if (charged < 0 || free === Number.NEGATIVE_INFINITY) return free
    let least = free
    let chargeOfLeast = 0
    for (const charge of CHARGES) {
      const value = pickInOrder(student, { set, charged, charge }) + charge * maxPerHospital
      if (value >= least) continue
      least = value
      chargeOfLeast = charge
    }
    pickInOrder(student, { set, charged, charge: chargeOfLeast })
    return least
  }

  const solve: PlanRelaxation['solve'] = (student, prices, scale) => {
    const { total, earliestEnd, latestEnd, canStart, choices, value, idle } = student
    if (total === 0) return 0
    best.fill(Number.NEGATIVE_INFINITY)
    let bound = Number.NEGATIVE_INFINITY
    crowdedAt = -1
    for (let end = duration; end <= latestEnd[total]!; end++) {
      const start = end - duration
      let better = end === earliestEnd[total]
      if (canStart[start] === 1) {
        for (let cell = 0; cell < choices.length * hospitals; cell++) {
          const points = value[cell]!
          if (points !== points) continue
          const k = Math.floor(cell / hospitals)
          let sum = scale * points
          const first = (choices[k]! * hospitals + (cell % hospitals)) * periods
          for (let period = start; period < end; period++) sum += prices[first + period]!
          if (sum <= best[cell]!) continue
          best[cell] = sum
          bestStart[cell] = start
          better = true
        }
      }
      // Waiting without a better gain is worth nothing, unless idle periods are welcome.
      if (end < earliestEnd[total]! || !(better || idle > 0)) continue
      const waiting = scale * idle * (end - total * duration)
      for (const { set, size } of sets) {
        if (size > total) continue
        const changes = scale * student.change * (student.change > 0 ? total - 1 : size - 1)
        const sum = pickWithin(student, set) + waiting + changes
        if (sum <= bound) continue
        bound = sum
        copyPlan(ordered, plan)
      }
    }
    return bound
  }
  return { plan, solve }
}

/** The hospitals, one of them with a charge per discipline, and the choices that must or may not be taken. */
interface Offer {
  set: number
  charged: number
  charge: number
  required?: number
  banned?: number
}

function createPlan(size: number): Plan {
  return { choice: new Int32Array(size), hospital: new Int32Array(size), start: new Int32Array(size) }
}

function copyPlan(from: Plan, to: Plan): void {
  to.choice.set(from.choice)
  to.hospital.set(from.hospital)
  to.start.set(from.start)
}

function setsOf(hospitals: number): { set: number; size: number }[] {
  const all = (1 << hospitals) - 1
  if (hospitals > MOST_HOSPITALS) return [{ set: all, size: 1 }]
  return Array.from({ length: all }, (_, k) => k + 1).map((set) => {
    let size = 0
    for (let bits = set; bits !== 0; bits &= bits - 1) size++
    return { set, size }
  })
}
