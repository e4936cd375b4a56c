import type { CompiledShifts } from './compile.ts'

/** The most minutes of which every shift that the person may work is a multiple; 0 for whoever may work none. */
export function minuteUnit({ width, minutes, maxOfShift }: CompiledShifts, person: number): number {
  let unit = 0
  for (let entry = 1; entry < width; entry++)
    if (maxOfShift[person * width + entry]! > 0) unit = commonDivisor(unit, minutes[entry]!)
  return unit
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}
