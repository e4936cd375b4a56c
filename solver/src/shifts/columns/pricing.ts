/**
 * Pricing: the line of a person that costs least when every (day, shift) has a reward.
 *
 * Limits on the number of a shift rarely matter, and each of them multiplies the table. So lines are first computed
 * without them; a limit that the line breaks is counted from then on, until none is broken (decremental state-space
 * relaxation: Righini and Salani, Networks 51, 2008). What had to be counted is remembered for each person and forgotten
 * from time to time.
 */
import type { CompiledShifts } from '../compile.ts'
import { buildLineModel, type LineModel } from './line-model.ts'
import { cheapestLine, createLineTable, type LineCosts, NO_LINE } from './line-table.ts'

export { NO_LINE } from './line-table.ts'

export interface Pricer {
  /**
   * Writes the line of least `cost` into `line` (`days` entries) and returns that cost: the points of the person's
   * requests less the rewards, `[day * width + entry]`, of its entries. `allowed`, in the same shape, forbids entries where it
   * is 0. NO_LINE when the rules leave no line.
   */
  price: (person: number, rewards: Float64Array, line: Int8Array, allowed?: Uint8Array) => number
  /** Tables computed so far, and those of them that broke a limit. */
  tables: number
  repeats: number
}

const FORGET_EVERY = 16

export function createPricer(c: CompiledShifts): Pricer {
  const { days, width, mustBeOff, assignCost, maxOfShift } = c
  const table = createLineTable()
  const costs: LineCosts = { costs: new Float64Array(days * (width + 1)), entries: new Int8Array(days * (width + 1)) }
  const plain = Array.from({ length: c.people }, (_, person) => buildLineModel(c, person, []))
  const models = [...plain]
  const uses = new Int32Array(c.people)
  const counts = new Int32Array(width)

  const optionCosts = (model: LineModel, rewards: Float64Array, allowed: Uint8Array | undefined): void => {
    const { person, options } = model
    const wide = options.length + 1
    for (let day = 0; day < days; day++) {
      const at = day * width
      const paid = (person * days + day) * width
      const isFree = mustBeOff[person * days + day] === 0
      costs.costs[day * wide] = allowed?.[at] === 0 ? NO_LINE : assignCost[paid]! - rewards[at]!
      costs.entries[day * wide] = 0
      for (let index = 0; index < options.length; index++) {
        let best = NO_LINE
        let bestEntry = 0
        if (isFree)
          for (const entry of options[index]!.entries) {
            const cost = allowed?.[at + entry] === 0 ? NO_LINE : assignCost[paid + entry]! - rewards[at + entry]!
            if (cost >= best) continue
            best = cost
            bestEntry = entry
          }
        costs.costs[day * wide + index + 1] = best
        costs.entries[day * wide + index + 1] = bestEntry
      }
    }
  }
  const brokenLimits = (person: number, line: Int8Array): number[] => {
    counts.fill(0)
    for (const entry of line) counts[entry]!++
    const broken: number[] = []
    for (let entry = 1; entry < width; entry++)
      if (counts[entry]! > maxOfShift[person * width + entry]!) broken.push(entry)
    return broken
  }
  const pricer: Pricer = {
    tables: 0,
    repeats: 0,
    price: (person, rewards, line, allowed) => {
      if (++uses[person]! % FORGET_EVERY === 0) models[person] = plain[person]!
      for (;;) {
        const model = models[person]!
        optionCosts(model, rewards, allowed)
        const cost = cheapestLine(model, table, costs, line)
        pricer.tables++
        const broken = cost >= NO_LINE ? [] : brokenLimits(person, line)
        if (broken.length === 0) return cost
        pricer.repeats++
        const counted = model.options.filter(({ counterStep }) => counterStep > 0).map(({ entries }) => entries[0]!)
        models[person] = buildLineModel(c, person, [...counted, ...broken])
      }
    },
  }
  return pricer
}
