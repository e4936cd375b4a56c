/** Limits over the whole horizon, as narrow as the lengths of shifts allow. */
import type { CompiledShifts } from '../compile.ts'
import { minuteUnit } from '../minute-unit.ts'

export interface HorizonLimits {
  /** By person. */
  minMinutes: Float64Array
  maxMinutes: Float64Array
  /** Mean length of a shift. */
  typicalMinutes: number
}

export function horizonLimits(c: CompiledShifts): HorizonLimits {
  const { people, minutes } = c
  const units = Array.from({ length: people }, (_, person) => Math.max(1, minuteUnit(c, person)))
  const sum = minutes.reduce((total, length) => total + length, 0)
  return {
    minMinutes: Float64Array.from(units, (unit, person) => Math.ceil(c.minMinutes[person]! / unit) * unit),
    maxMinutes: Float64Array.from(units, (unit, person) => Math.floor(c.maxMinutes[person]! / unit) * unit),
    typicalMinutes: Math.max(1, sum / Math.max(1, c.shifts)),
  }
}
