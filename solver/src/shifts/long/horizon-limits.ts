/** Limits over the whole horizon, as narrow as the lengths of shifts allow. */
import type { CompiledShifts } from '../compile.ts'

export interface HorizonLimits {
  /** By person. */
  minMinutes: Float64Array
  maxMinutes: Float64Array
  /** Mean length of a shift. */
  typicalMinutes: number
}

export function horizonLimits(c: CompiledShifts): HorizonLimits {
  const { people, width, minutes, maxOfShift } = c
  const units = Array.from({ length: people }, (_, person) => {
    let unit = 0
    for (let entry = 1; entry < width; entry++)
      if (maxOfShift[person * width + entry]! > 0) unit = commonDivisor(unit, minutes[entry]!)
    return Math.max(1, unit)
  })
  const sum = minutes.reduce((total, length) => total + length, 0)
  return {
    minMinutes: Float64Array.from(units, (unit, person) => Math.ceil(c.minMinutes[person]! / unit) * unit),
    maxMinutes: Float64Array.from(units, (unit, person) => Math.floor(c.maxMinutes[person]! / unit) * unit),
    typicalMinutes: Math.max(1, sum / Math.max(1, c.shifts)),
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
