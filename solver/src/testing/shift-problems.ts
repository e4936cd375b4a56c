/** Shift problems of our own making: one small ward in the text format, and random ones of any size. */
import { createPrng } from '../engine/prng.ts'
import type { ShiftProblem } from '../shifts/problem.ts'

/** Two weeks, four people, an early and a late shift. */
export const SMALL_WARD = `# A small ward
SECTION_HORIZON
14

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
Ana,E=14|L=14,4800,3360,5,2,2,1
Ben,E=14|L=0,4800,3360,5,2,2,2
Cleo,E=14|L=14,4800,2880,5,1,2,1
Dan,E=8|L=6,4800,3360,4,2,2,2

SECTION_DAYS_OFF
Ana,3
Dan,8,9

SECTION_SHIFT_ON_REQUESTS
Ana,0,E,2
Cleo,5,L,3

SECTION_SHIFT_OFF_REQUESTS
Ben,6,E,4

SECTION_COVER
${Array.from({ length: 14 }, (_, day) => `${day},E,${day % 7 < 5 ? 2 : 1},100,1\n${day},L,1,80,2`).join('\n')}
`

/** A random problem; some have no schedule. */
export function randomShiftProblem(seed: number, size: { days: number; people: number; shifts: number }): ShiftProblem {
  const prng = createPrng(seed)
  const between = (low: number, high: number): number => low + prng.below(high - low + 1)
  const { days } = size
  const shifts = Array.from({ length: size.shifts }, (_, k) => ({
    id: `s${k}`,
    label: `Shift ${k}`,
    minutes: 60 * between(4, 12),
    notFollowedBy: Array.from({ length: size.shifts }, (_, other) => `s${other}`).filter(() => prng.below(5) === 0),
  }))
  const anyShift = (): string => `s${prng.below(size.shifts)}`
  const people = Array.from({ length: size.people }, (_, k) => {
    const minMinutes = 60 * between(0, 4 * days)
    const minConsecutiveShifts = between(1, 3)
    return {
      id: `p${k}`,
      label: `Person ${k}`,
      maxShifts: prng.below(2) === 0 ? {} : { [anyShift()]: between(0, days) },
      minMinutes,
      maxMinutes: minMinutes + 60 * between(8, 4 * days),
      minConsecutiveShifts,
      maxConsecutiveShifts: minConsecutiveShifts + between(0, 4),
      minConsecutiveDaysOff: between(1, 3),
      maxWeekends: between(0, Math.ceil(days / 7)),
      daysOff: prng.below(3) === 0 ? [prng.below(days)] : [],
    }
  })
  const requests = Array.from({ length: size.people }, () => ({
    kind: prng.below(2) === 0 ? ('on' as const) : ('off' as const),
    personId: `p${prng.below(size.people)}`,
    day: prng.below(days),
    shiftId: anyShift(),
    weight: between(1, 5),
  }))
  const cover = Array.from({ length: days }, (_, day) =>
    shifts.map(({ id }) => ({
      day,
      shiftId: id,
      wanted: prng.below(1 + Math.ceil(size.people / size.shifts)),
      under: between(5, 50),
      over: between(0, 5),
    })),
  ).flat()
  return { kind: 'shifts', days, firstWeekday: prng.below(7), shifts, people, requests, cover }
}
