/**
 * A department's year for tests and benches: residents on weeks with exact quotas, residents on four-week blocks, fellows on
 * months, all in the same reading rooms, with off-cycle starts, leave, pins, history, gates and wishes. Made-up people.
 */
import { createPrng, type Prng } from '../engine/prng.ts'
import type {
  Activity,
  Capacity,
  Person,
  PersonActivity,
  Requirement,
  RotationProblem,
  Slot,
} from '../rotations/problem.ts'
import { type CalendarKind, yearSlots } from './calendars.ts'
import { DEMO_PROGRAMS, type DemoProgram } from './demo-programs.ts'

export interface DemoYearSize {
  /** Multiplies the number of people of each program; 1 gives 75. */
  scale?: number
  /** Places in a room, as a multiple of its average load. */
  places?: number
  /** The least in a room at any time, as a share of its average load. */
  coverage?: number
}

const FIRST_DAY = 20_635
const YEAR_DAYS = 365
const TICKS_PER_UNIT = 2
const LEAVE_UNITS: Record<CalendarKind, number> = { weeks: 5, blocks: 2, months: 2 }
const UNITS: Record<CalendarKind, { ticksPerUnit: number; one: string; many: string }> = {
  weeks: { ticksPerUnit: TICKS_PER_UNIT, one: 'week', many: 'weeks' },
  blocks: { ticksPerUnit: TICKS_PER_UNIT, one: 'block', many: 'blocks' },
  months: { ticksPerUnit: TICKS_PER_UNIT, one: 'month', many: 'months' },
}

export function demoYear(
  seed: number,
  { scale = 1, places = 1.3, coverage = 0.5 }: DemoYearSize = {},
): RotationProblem {
  const prng = createPrng(seed)
  const programs = DEMO_PROGRAMS.map((program) => ({ ...program, people: Math.round(program.people * scale) }))
  return yearOf(programs, prng, { places, coverage })
}

/** A year of any such programs. Rotations of different programs with the same room share its places. */
export function yearOf(
  programs: DemoProgram[],
  prng: Prng,
  { places, coverage }: Required<Pick<DemoYearSize, 'places' | 'coverage'>>,
): RotationProblem {
  const people = programs.flatMap((program) =>
    Array.from({ length: program.people }, (_, k) => makePerson(program, k, prng)),
  )
  const activities = programs.flatMap((program) =>
    rotationsOf(program).map(
      (name): Activity => ({
        id: `${program.id}/${name}`,
        label: `${name} (${program.label})`,
        ...(name.includes('Off-site') ? { siteId: 'riverside' } : name === 'Elective' ? {} : { siteId: 'main' }),
      }),
    ),
  )
  return {
    kind: 'rotations',
    tiers: ['Coverage', 'Shape', 'Preferences', 'Fairness'],
    activities,
    people,
    capacities: makeRooms(programs, people, places, coverage),
    fairness: programs.filter(hasNights).map(({ id, people: count }) => ({
      id: `${id}/nights`,
      label: 'night float',
      activityIds: [`${id}/Night float`],
      personIds: Array.from({ length: count }, (_, k) => `${id}-${k + 1}`),
      soft: { tier: 3, weight: 1 },
    })),
    siteChanges: { tier: 3, weight: 3 },
  }
}

function hasNights({ levels }: DemoProgram): boolean {
  return levels.some((level) => level['Night float'] !== undefined)
}

function rotationsOf(program: DemoProgram): string[] {
  return [...new Set(program.levels.flatMap((level) => Object.keys(level)))]
}

function makePerson(program: DemoProgram, k: number, prng: Prng): Person {
  const level = program.levels[k % program.levels.length]!
  const offCycle = prng.below(12) === 0
  const startOn = FIRST_DAY + (offCycle ? 62 : 0)
  const slots = yearSlots(program.calendar, startOn, YEAR_DAYS)
  // Leave is paid for by elective time, so only somebody with enough of it takes leave here.
  const awayTicks =
    prng.below(15) === 0 && (level['Elective'] ?? 0) >= LEAVE_UNITS[program.calendar] ? takeLeave(slots, prng) : 0
  const total = slots.reduce((sum, { ticks }) => sum + ticks, 0)
  const quotas = Object.entries(level).map(([name, units]) => ({ name, ticks: Math.round(units * TICKS_PER_UNIT) }))
  const elective = quotas.find(({ name }) => name === 'Elective')!
  elective.ticks += total - awayTicks - quotas.reduce((sum, { ticks }) => sum + ticks, 0)
  const id = `${program.id}-${k + 1}`
  if (prng.below(8) === 0) pinSomething(program, slots, quotas, prng)
  const late = slots[Math.floor(slots.length / 4)]!.startOn
  return {
    id,
    label: `${program.label} trainee ${k + 1}`,
    unit: UNITS[program.calendar],
    slots,
    activities: quotas.map(({ name }): PersonActivity => shapeOf(program, name, k % program.levels.length, late)),
    requirements: quotas.map(
      ({ name, ticks }): Requirement => ({
        id: `${id}/${name}`,
        label: name,
        activityIds: [`${program.id}/${name}`],
        minTicks: ticks,
        maxTicks: ticks,
      }),
    ),
    prerequisites:
      level['Night float'] !== undefined && level['Hospital CT'] !== undefined
        ? [
            {
              id: `${id}/ct-before-nights`,
              label: 'CT before nights',
              activityIds: [`${program.id}/Night float`],
              afterActivityIds: [`${program.id}/Hospital CT`],
              minTicks: TICKS_PER_UNIT,
            },
          ]
        : [],
    wishes: Array.from({ length: 2 }, (_, w) => {
      const slot = slots[prng.below(slots.length)]!
      const { name } = quotas[prng.below(quotas.length)]!
      return {
        id: `${id}/wish-${w}`,
        label: `wish ${w + 1}`,
        kind: prng.below(2) === 0 ? ('want' as const) : ('avoid' as const),
        activityIds: [`${program.id}/${name}`],
        window: { startOn: slot.startOn, endOn: slot.startOn + 27 },
        tier: 2,
        weight: 1 + prng.below(5),
      }
    }),
  }
}

function shapeOf(program: DemoProgram, name: string, level: number, late: number): PersonActivity {
  const activityId = `${program.id}/${name}`
  if (program.calendar !== 'weeks') return { activityId, visits: { max: 3, soft: { tier: 1, weight: 1 } } }
  if (name === 'Elective') return { activityId, run: { maxTicks: 8, soft: { tier: 1, weight: 1 } } }
  if (name === 'Night float') {
    return {
      activityId,
      run: { minTicks: 2, maxTicks: 4 },
      gap: { minDays: 21 },
      ...(level === 0 ? { notBeforeOn: late } : {}),
    }
  }
  return {
    activityId,
    run: { minTicks: 4, maxTicks: 12 },
    visits: { max: 2, soft: { tier: 1, weight: 1 } },
  }
}

/** Four weeks away, in whole slots; the elective pays for it. */
function takeLeave(slots: Slot[], prng: Prng): number {
  const at = 1 + prng.below(slots.length - 2)
  const until = slots[at]!.startOn + 27
  let ticks = 0
  for (const [index, slot] of slots.entries()) {
    if (index < at || slot.startOn > until) continue
    slots[index] = { ...slot, away: true }
    ticks += slot.ticks
  }
  return ticks
}

function pinSomething(
  program: DemoProgram,
  slots: Slot[],
  quotas: { name: string; ticks: number }[],
  prng: Prng,
): void {
  const { name } = quotas.find(({ name: one }) => one !== 'Elective')!
  const index = prng.below(slots.length)
  const slot = slots[index]!
  if (!slot.away) slots[index] = { ...slot, pinned: `${program.id}/${name}` }
}

function makeRooms(programs: DemoProgram[], people: Person[], places: number, coverage: number): Capacity[] {
  const rooms = new Map<string, string[]>()
  for (const program of programs) {
    const names = new Set(rotationsOf(program))
    for (const [name, room] of Object.entries(program.rooms)) {
      if (names.has(name)) rooms.set(room, [...(rooms.get(room) ?? []), `${program.id}/${name}`])
    }
  }
  const personDays = new Map<string, number>()
  for (const { slots, requirements = [] } of people) {
    const days = slots.reduce((sum, { startOn, endOn }) => sum + endOn - startOn + 1, 0)
    const ticks = slots.reduce((sum, slot) => sum + slot.ticks, 0)
    for (const { activityIds, minTicks = 0 } of requirements) {
      const id = activityIds[0]!
      personDays.set(id, (personDays.get(id) ?? 0) + (minTicks * days) / ticks)
    }
  }
  return [...rooms].map(([room, activityIds]): Capacity => {
    const load = activityIds.reduce((sum, id) => sum + (personDays.get(id) ?? 0), 0) / YEAR_DAYS
    const window = { startOn: FIRST_DAY + 62, endOn: FIRST_DAY + YEAR_DAYS - 1 }
    return {
      id: room,
      label: room,
      activityIds,
      max: { count: Math.ceil(load * places) },
      ...(load >= 2
        ? { min: { count: Math.floor(load * coverage) } }
        : load >= 1
          ? { min: { count: 1, soft: { tier: 0, weight: 1 } } }
          : {}),
      window: load >= 2 ? window : { startOn: FIRST_DAY, endOn: FIRST_DAY + YEAR_DAYS - 1 },
    }
  })
}
