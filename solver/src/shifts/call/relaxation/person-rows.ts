/** What the plain rules of people, requests and cover imply as inequalities. */
import { type CompiledCall, entriesOf, weekdayOf } from '../compile-call.ts'
import type { RowWriter } from './row-writer.ts'

const SATURDAY = 5

export function writePersonRows(c: CompiledCall, writer: RowWriter, shouldStop: () => boolean): void {
  const { base, days, width } = c
  const any = new Uint8Array(width).fill(1)
  for (let person = 0; person < c.people && !shouldStop(); person++) {
    const personId = c.problem.people[person]!.id
    writer.about = []
    for (let day = 0; day < days; day++) {
      writer.add(person, day, any, 1)
      writer.atMost(1, 0, 1)
    }
    writeSums(c, writer, person, any)
    writeFollow(c, writer, person)
    const most = base.maxWork[person]!
    writer.about = [
      { kind: 'limit', personId, limit: 'minConsecutiveShifts' },
      { kind: 'limit', personId, limit: 'maxConsecutiveShifts' },
    ]
    writeRuns(c, writer, person, { entries: any, min: base.minWork[person]!, max: most, level: 0, weight: 1 })
    writer.about = [{ kind: 'limit', personId, limit: 'minConsecutiveDaysOff' }]
    // Off only from day 1 on, as a run that touches the start is not too short.
    for (let day = 1; day < days; day++)
      for (let later = 1; later < base.minOff[person]! && day + later < days; later++) {
        writer.add(person, day - 1, any, 1)
        writer.add(person, day, any, -1)
        writer.add(person, day + later, any, 1)
        writer.atMost(1, 0, 1)
      }
  }
}

/** Days in a row of the entries: no `max + 1` of them, and none that begin and end within fewer than `min`. */
export function writeRuns(
  { days }: CompiledCall,
  writer: RowWriter,
  person: number,
  run: { entries: Uint8Array; min: number; max: number; level: number; weight: number },
): void {
  const { entries, min, max, level, weight } = run
  for (let from = 0; from + max < days; from++) {
    for (let day = from; day <= from + max; day++) writer.add(person, day, entries, 1)
    writer.atMost(max, level, weight)
  }
  for (let from = 1; from < days; from++)
    for (let later = 1; later < min && from + later < days; later++) {
      writer.add(person, from, entries, 1)
      writer.add(person, from - 1, entries, -1)
      writer.add(person, from + later, entries, -1)
      writer.atMost(0, level, weight)
    }
}

/** Shifts of a kind, minutes, and weekends: half a weekend for each of its days. */
function writeSums(c: CompiledCall, writer: RowWriter, person: number, any: Uint8Array): void {
  const { base, days, width } = c
  const personId = c.problem.people[person]!.id
  for (let entry = 1; entry < width; entry++) {
    writer.about = [{ kind: 'max-shifts', personId, shiftId: c.problem.shifts[entry - 1]!.id }]
    for (let day = 0; day < days; day++) writer.add(person, day, oneEntry(width, entry), 1)
    writer.atMost(base.maxOfShift[person * width + entry]!, 0, 1)
  }
  for (const sign of [1, -1]) {
    writer.about = [{ kind: 'limit', personId, limit: sign > 0 ? 'maxMinutes' : 'minMinutes' }]
    for (let entry = 1; entry < width; entry++)
      for (let day = 0; day < days; day++)
        writer.add(person, day, oneEntry(width, entry), (sign * base.minutes[entry]!) / 60)
    const limit = sign > 0 ? base.maxMinutes[person]! : base.minMinutes[person]!
    writer.atMost((sign * limit) / 60, 0, 1)
  }
  writer.about = [{ kind: 'limit', personId, limit: 'maxWeekends' }]
  for (let day = 0; day < days; day++) if (weekdayOf(c, day) >= SATURDAY) writer.add(person, day, any, 0.5)
  writer.atMost(base.maxWeekends[person]!, 0, 1)
}

function writeFollow({ base, days, width, problem }: CompiledCall, writer: RowWriter, person: number): void {
  for (let entry = 1; entry < width; entry++) {
    const barred = Uint8Array.from({ length: width }, (_, next) => 1 - base.follow[entry * width + next]!)
    if (!barred.includes(1)) continue
    writer.about = [{ kind: 'succession', shiftId: problem.shifts[entry - 1]!.id }]
    for (let day = 0; day + 1 < days; day++) {
      writer.add(person, day, oneEntry(width, entry), 1)
      writer.add(person, day + 1, barred, 1)
      writer.atMost(1, 0, 1)
    }
  }
}

/** Requests and the cover of single shifts, which cost points. */
export function writeWishRows(c: CompiledCall, writer: RowWriter): void {
  const { requests, cover } = c.problem
  writer.about = []
  // What costs nothing is no rule: a row of it would be taken as kept in the tiers after it.
  for (const { kind, personId, day, shiftId, weight, tier = 0 } of requests) {
    if (weight === 0) continue
    const sign = kind === 'off' ? 1 : -1
    writer.add(c.personIndex.get(personId)!, day, entriesOf(c, { shiftIds: [shiftId] }), sign)
    writer.atMost(kind === 'off' ? 0 : -1, tier + 1, weight)
  }
  for (const { day, shiftId, wanted, under, over, tier = 0 } of cover) {
    const entries = entriesOf(c, { shiftIds: [shiftId] })
    for (const [sign, weight] of [
      [1, over],
      [-1, under],
    ] as const) {
      if (weight === 0) continue
      for (let person = 0; person < c.people; person++) writer.add(person, day, entries, sign)
      writer.atMost(sign * wanted, tier + 1, weight)
    }
  }
}

export function oneEntry(width: number, entry: number): Uint8Array {
  const entries = new Uint8Array(width)
  entries[entry] = 1
  return entries
}
