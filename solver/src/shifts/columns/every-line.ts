/** For tests: random small shift problems, and every line of a person by a plain reading of the rules. */
import type { Prng } from '../../engine/prng.ts'
import type { CompiledShifts } from '../compile.ts'
import type { ShiftPerson, ShiftProblem } from '../problem.ts'

/** At most three shifts and nine days, so that all lines can be listed. */
export function randomShiftProblem(
  prng: Prng,
  { people, days = 5 + prng.below(4) }: { people: number; days?: number },
): ShiftProblem {
  const ids = ['early', 'late', 'night'].slice(0, 1 + prng.below(days > 7 ? 2 : 3))
  const shifts = ids.map((id, k) => ({
    id,
    label: id,
    minutes: [480, 480, 600, 720][prng.below(4)]!,
    notFollowedBy: ids.filter((_, other) => (other < k ? prng.below(3) > 0 : prng.below(6) === 0)),
  }))
  const names = Array.from({ length: people }, (_, p) => `person ${p + 1}`)
  return {
    kind: 'shifts',
    days,
    firstWeekday: prng.below(7),
    shifts,
    people: names.map((id) => randomPerson(prng, id, ids, days)),
    requests: names.flatMap((personId) =>
      Array.from({ length: prng.below(4) }, () => ({
        kind: prng.below(2) === 0 ? ('on' as const) : ('off' as const),
        personId,
        day: prng.below(days),
        shiftId: ids[prng.below(ids.length)]!,
        weight: 1 + prng.below(5),
      })),
    ),
    cover: Array.from({ length: days * ids.length }, (_, cell) => ({
      day: Math.floor(cell / ids.length),
      shiftId: ids[cell % ids.length]!,
      wanted: prng.below(people + 1),
      under: 5 + prng.below(20),
      over: prng.below(4),
    })).filter(() => prng.below(5) > 0),
  }
}

function randomPerson(prng: Prng, id: string, shiftIds: string[], days: number): ShiftPerson {
  const minMinutes = 480 * prng.below(Math.ceil(days / 2))
  const minConsecutiveShifts = 1 + prng.below(3)
  return {
    id,
    label: id,
    maxShifts: Object.fromEntries(shiftIds.filter(() => prng.below(2) === 0).map((shift) => [shift, prng.below(4)])),
    minMinutes,
    maxMinutes: minMinutes + 480 * prng.below(5),
    minConsecutiveShifts,
    maxConsecutiveShifts: minConsecutiveShifts + prng.below(4),
    minConsecutiveDaysOff: 1 + prng.below(3),
    maxWeekends: prng.below(3),
    daysOff: Array.from({ length: days }, (_, day) => day).filter(() => prng.below(10) === 0),
  }
}

/** Every line the person may have. */
export function everyLine(c: CompiledShifts, person: number): Int8Array[] {
  const lines: Int8Array[] = []
  const line = new Int8Array(c.days)
  const extend = (day: number): void => {
    if (day === c.days) {
      if (isLine(c, person, line)) lines.push(line.slice())
      return
    }
    for (let entry = 0; entry < c.width; entry++) {
      line[day] = entry
      extend(day + 1)
    }
  }
  extend(0)
  return lines
}

export function lineCost(c: CompiledShifts, person: number, line: Int8Array, rewards?: Float64Array): number {
  return line.reduce(
    (sum, entry, day) =>
      sum + c.assignCost[(person * c.days + day) * c.width + entry]! - (rewards?.[day * c.width + entry] ?? 0),
    0,
  )
}

export function isLine(c: CompiledShifts, person: number, line: Int8Array): boolean {
  const rules = c.problem.people[person]!
  const shifts = Array.from(line, (entry) => c.problem.shifts[entry - 1])
  const minutes = shifts.reduce((sum, shift) => sum + (shift?.minutes ?? 0), 0)
  if (minutes < rules.minMinutes || minutes > rules.maxMinutes) return false
  if (rules.daysOff.some((day) => shifts[day])) return false
  for (const { id } of c.problem.shifts)
    if (shifts.filter((shift) => shift?.id === id).length > (rules.maxShifts[id] ?? c.days)) return false
  if (shifts.some((shift, day) => shift?.notFollowedBy.includes(shifts[day + 1]?.id ?? ''))) return false
  const weekends = new Set(Array.from(c.weekendOf).filter((weekend, day) => weekend >= 0 && shifts[day]))
  if (weekends.size > rules.maxWeekends) return false
  const letters = Array.from(line, (entry) => (entry > 0 ? 'w' : '-')).join('')
  const runs = [...letters.matchAll(/w+|-+/g)]
  return runs.every(({ 0: run, index }) => {
    const touchesAnEnd = index === 0 || index + run.length === c.days
    if (run[0] === '-') return touchesAnEnd || run.length >= rules.minConsecutiveDaysOff
    return run.length <= rules.maxConsecutiveShifts && (touchesAnEnd || run.length >= rules.minConsecutiveShifts)
  })
}
