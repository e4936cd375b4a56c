/**
 * Annealing without `Math.exp`, whose last digits differ between machines: the acceptance test compares against a table
 * of -ln(u), built here with the four exact operations only.
 */
const TABLE_BITS = 12
const LN_2 = 0.6931471805599453

/** -ln(u) for 4096 evenly spread u in (0, 1): a worsening of d is accepted at temperature t when d < t * entry. */
export const ACCEPTANCE: Float64Array = buildAcceptance()
export const ACCEPTANCE_MASK = (1 << TABLE_BITS) - 1

function buildAcceptance(): Float64Array {
  const size = 1 << TABLE_BITS
  const table = new Float64Array(size)
  for (let index = 0; index < size; index++) table[index] = minusLn((index + 0.5) / size)
  return table
}

function minusLn(value: number): number {
  let mantissa = value
  let halvings = 0
  while (mantissa < 0.5) {
    mantissa *= 2
    halvings++
  }
  const ratio = (1 - mantissa) / (1 + mantissa)
  let power = ratio
  let sum = 0
  for (let term = 1; term < 60; term += 2) {
    sum += power / term
    power *= ratio * ratio
  }
  return 2 * sum + halvings * LN_2
}

/** Geometric cooling from `hot` down to `cold`. */
export function coolingTemperatures(hot: number, cold: number, factor: number): number[] {
  const temperatures: number[] = []
  for (let temperature = hot; temperature > cold; temperature *= factor) temperatures.push(temperature)
  temperatures.push(cold)
  return temperatures
}
