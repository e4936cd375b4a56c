/**
 * One person's lines as paths: what the table of `line-table.ts` needs to know, with everything alike put together.
 *
 * Shifts with the same units, the same followers and the same predecessors are one **option**; shifts with the same
 * followers leave the same **kind** behind. A state after a day is the run and, at work, the kind of the last shift:
 * states 0 to `minOff - 1` are days off (the last one stands for more as well), `minOff + (worked - 1) * kinds + kind`
 * are days worked. Limits on the number of a shift are not part of it.
 */
import type { CompiledShifts } from '../compile.ts'
import { minuteUnit } from '../minute-unit.ts'
import { type NestedSets, nestSets } from '../nested-sets.ts'
import { mostUnitsBefore, unitsAhead } from './unit-range.ts'

export interface LineOption {
  /** Entries of a line, from 1, that are the same to the rules. */
  entries: number[]
  units: number
  kind: number
  /** Kinds that may stand on the day before. */
  after: number[]
}

export interface LineModel {
  person: number
  days: number
  minWork: number
  maxWork: number
  minOff: number
  kinds: number
  states: number
  options: LineOption[]
  /** Of the kinds that may stand before each option; null where going through them one by one is less work. */
  before: NestedSets | null
  weekendCounts: number
  minUnits: number
  maxUnits: number
  /** 0, 1 or 2 by day: see `unit-range.ts`. */
  weekendDay: Uint8Array
  /** `[(day * runs + run) * weekendCounts + weekends]` */
  ahead: Int32Array
  /** By day from 0 to `days`: the units that the first cell of a row stands for. */
  base: Int32Array
  /** Cells of a row: units. */
  width: number
}

export function buildLineModel(c: CompiledShifts, person: number): LineModel {
  const { days, width: entries, minutes, follow } = c
  const allowed: number[] = []
  for (let entry = 1; entry < entries; entry++) if (c.maxOfShift[person * entries + entry]! > 0) allowed.push(entry)
  const unit = minuteUnit(c, person) || 1
  const followers = (entry: number): string => allowed.map((other) => follow[entry * entries + other]).join('')
  const predecessors = (entry: number): string => allowed.map((other) => follow[other * entries + entry]).join('')
  const kindNames = [...new Set(allowed.map(followers))]
  const byName = new Map<string, LineOption>()
  for (const entry of allowed) {
    const name = `${followers(entry)}|${predecessors(entry)}|${minutes[entry]}`
    const option = byName.get(name)
    if (option) {
      option.entries.push(entry)
      continue
    }
    const after = allowed
      .filter((other) => follow[other * entries + entry] === 1)
      .map((other) => kindNames.indexOf(followers(other)))
    byName.set(name, {
      entries: [entry],
      units: minutes[entry]! / unit,
      kind: kindNames.indexOf(followers(entry)),
      after: [...new Set(after)],
    })
  }
  const options = [...byName.values()]
  const minWork = c.minWork[person]!
  const maxWork = c.maxWork[person]!
  const minOff = Math.max(1, c.minOff[person]!)
  const maxWeekends = Math.min(c.maxWeekends[person]!, c.weekends)
  const most = options.reduce((units, option) => Math.max(units, option.units), 0)
  const minUnits = Math.max(0, Math.ceil(c.minMinutes[person]! / unit))
  const maxUnits = Math.floor(c.maxMinutes[person]! / unit)
  const canWork = allowed.length > 0
  const rules = {
    days,
    minWork,
    maxWork,
    minOff,
    maxWeekends,
    mostUnits: Int32Array.from({ length: days }, (_, day) =>
      canWork && c.mustBeOff[person * days + day] === 0 ? most : -1,
    ),
    weekendDay: weekendDays(c),
  }
  const ahead = unitsAhead(rules)
  const before = mostUnitsBefore(rules)
  const perDay = (minOff + maxWork) * (maxWeekends + 1)
  const base = Int32Array.from({ length: days + 1 }, (_, day) =>
    Math.max(0, minUnits - Math.max(0, ...ahead.subarray(day * perDay, (day + 1) * perDay))),
  )
  const width = base.reduce((widest, from, day) => Math.max(widest, Math.min(before[day]!, maxUnits) - from + 1), 1)
  return {
    person,
    days,
    minWork,
    maxWork,
    minOff,
    kinds: kindNames.length,
    states: minOff + maxWork * kindNames.length,
    options,
    before: nestedKinds(options),
    weekendCounts: maxWeekends + 1,
    minUnits,
    maxUnits,
    weekendDay: rules.weekendDay,
    ahead,
    base,
    width,
  }
}

function nestedKinds(options: readonly LineOption[]): NestedSets | null {
  const sets = nestSets(options.map(({ after }) => after))
  const oneByOne = options.reduce((steps, { after }) => steps + after.length, 0)
  const nested = sets.beyond.reduce((steps, beyond) => steps + beyond.length + 1, options.length)
  return nested < oneByOne ? sets : null
}

function weekendDays({ days, weekendOf }: CompiledShifts): Uint8Array {
  return Uint8Array.from({ length: days }, (_, day) => {
    if (weekendOf[day] === -1) return 0
    return day > 0 && weekendOf[day - 1] === weekendOf[day] ? 2 : 1
  })
}
