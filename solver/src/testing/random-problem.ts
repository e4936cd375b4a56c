/** Small problems that use every rule, from a seed: for properties, not for realism. */
import { createPrng, type Prng } from '../engine/prng.ts'
import type { DayRange, Person, RotationProblem, RotationSolution, Slot, Soft } from '../rotations/problem.ts'

export interface RandomProblemSize {
  people: number
  activities: number
  slots: number
}

export function randomProblem(
  seed: number,
  size: RandomProblemSize = { people: 4, activities: 4, slots: 8 },
): RotationProblem {
  const prng = createPrng(seed)
  const activityIds = Array.from({ length: size.activities }, (_, a) => `activity-${a}`)
  const some = (): string[] => {
    const chosen = activityIds.filter(() => prng.below(3) === 0)
    return chosen.length > 0 ? chosen : [activityIds[prng.below(activityIds.length)]!]
  }
  const soft = (): Soft => ({ tier: prng.below(3), weight: 1 + prng.below(5) })
  const maybeSoft = (): { soft?: Soft } => (prng.below(2) === 0 ? { soft: soft() } : {})
  const window = (): { window?: DayRange } => {
    if (prng.below(2) === 0) return {}
    const startOn = 1000 + prng.below(60)
    return { window: { startOn, endOn: startOn + prng.below(60) } }
  }
  const people = Array.from({ length: size.people }, (_, p): Person => {
    const slots = randomSlots(prng, size.slots, activityIds)
    const firstDay = slots[0]!.startOn
    return {
      id: `person-${p}`,
      label: `Trainee ${p + 1}`,
      unit: { ticksPerUnit: 2, one: 'week', many: 'weeks' },
      slots,
      activities: activityIds.map((activityId) => ({
        activityId,
        ...(prng.below(2) === 0
          ? { run: { minTicks: prng.below(5), maxTicks: 5 + prng.below(4), ...maybeSoft() } }
          : {}),
        ...(prng.below(3) === 0 ? { visits: { max: 1 + prng.below(2), ...maybeSoft() } } : {}),
        ...(prng.below(3) === 0 ? { gap: { minDays: 1 + prng.below(30), ...maybeSoft() } } : {}),
      })),
      requirements: Array.from({ length: prng.below(4) }, (__, r) => {
        const minTicks = prng.below(6)
        return {
          id: `requirement-${p}-${r}`,
          label: `Requirement ${r + 1}`,
          activityIds: some(),
          minTicks,
          maxTicks: minTicks + prng.below(4),
          doneTicks: prng.below(3),
          ...window(),
          ...maybeSoft(),
        }
      }),
      prerequisites: Array.from({ length: prng.below(2) }, (__, r) => ({
        id: `prerequisite-${p}-${r}`,
        label: `Prerequisite ${r + 1}`,
        activityIds: some(),
        afterActivityIds: some(),
        minTicks: 1 + prng.below(5),
        ...maybeSoft(),
      })),
      wishes: Array.from({ length: prng.below(3) }, (__, w) => ({
        id: `wish-${p}-${w}`,
        label: `Wish ${w + 1}`,
        kind: prng.below(2) === 0 ? ('want' as const) : ('avoid' as const),
        activityIds: some(),
        tier: prng.below(3),
        weight: 1 + prng.below(5),
        ...window(),
      })),
      history: randomHistory(prng, activityIds, firstDay),
    }
  })
  const problem: RotationProblem = {
    kind: 'rotations',
    tiers: ['Coverage', 'Shape', 'Preferences'],
    activities: activityIds.map((id, a) => ({
      id,
      label: `Activity ${a + 1}`,
      ...(prng.below(3) > 0 ? { siteId: `site-${prng.below(2)}` } : {}),
    })),
    people,
    capacities: Array.from({ length: 4 }, (_, k) => ({
      id: `capacity-${k}`,
      label: `Room ${k + 1}`,
      activityIds: some(),
      ...(prng.below(2) === 0 ? { personIds: people.filter(() => prng.below(2) === 0).map(({ id }) => id) } : {}),
      ...window(),
      ...(prng.below(3) > 0 ? { max: { count: 1 + prng.below(2), ...maybeSoft() } } : {}),
      ...(prng.below(2) === 0 ? { min: { count: 1, ...maybeSoft() } } : {}),
      ...(prng.below(3) === 0 ? { load: [{ startOn: 1010, endOn: 1010 + prng.below(40), count: 1 }] } : {}),
    })),
    fairness: [
      {
        id: 'fairness-0',
        label: 'nights',
        activityIds: some(),
        personIds: people.map(({ id }) => id),
        doneDays: { [people[0]!.id]: prng.below(20) },
        soft: soft(),
      },
    ],
    siteChanges: soft(),
  }
  return { ...problem, previous: { solution: randomSolution(problem, prng), soft: soft() } }
}

function randomSlots(prng: Prng, count: number, activityIds: string[]): Slot[] {
  const length = [7, 14, 28][prng.below(3)]!
  let startOn = 1000 + prng.below(20)
  return Array.from({ length: Math.max(2, Math.round((count * 7) / Math.sqrt(length * 7))) }, (): Slot => {
    const half = prng.below(6) === 0
    const days = half ? Math.floor(length / 2) : length
    const slot = { startOn, endOn: startOn + days - 1, ticks: half ? 1 : 2 }
    startOn += days + (prng.below(10) === 0 ? 5 : 0)
    const draw = prng.below(12)
    if (draw === 0) return { ...slot, away: true }
    if (draw === 1) return { ...slot, pinned: activityIds[prng.below(activityIds.length)]! }
    if (draw === 2) return { ...slot, allowed: activityIds.slice(0, 1 + prng.below(activityIds.length)) }
    return slot
  })
}

function randomHistory(prng: Prng, activityIds: string[], firstDay: number): Person['history'] & object {
  const end = firstDay - 1 - (prng.below(2) === 0 ? 0 : 9)
  return Array.from({ length: prng.below(3) }, (_, k) => ({ k }))
    .map(({ k }) => ({
      activityId: activityIds[prng.below(activityIds.length)]!,
      startOn: end - 14 * (k + 1) + 1,
      endOn: end - 14 * k,
      ticks: 2,
    }))
    .reverse()
}

/** Any activities that the slots may hold. */
export function randomSolution(problem: RotationProblem, prng: Prng): RotationSolution {
  const assignments = Object.fromEntries(
    problem.people.map((person) => [
      person.id,
      person.slots.map((slot) => {
        if (slot.away) return -1
        const ids =
          slot.pinned !== undefined ? [slot.pinned] : (slot.allowed ?? person.activities.map((own) => own.activityId))
        const id = ids[prng.below(ids.length)]!
        return problem.activities.findIndex((activity) => activity.id === id)
      }),
    ]),
  )
  return { assignments }
}
