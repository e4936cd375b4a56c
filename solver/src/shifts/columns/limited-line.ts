/**
 * The cheapest line that keeps the limits on the number of each shift, found from a table computed without them: partial
 * lines grow from the last day back to the first, the most promising first (A*; Hart, Nilsson and Raphael 1968), and the
 * table says the least that the days before them cost. With good tolls few partial lines come into question.
 */
import type { LineModel } from './line-model.ts'
import { type LineTable, NO_LINE } from './line-rows.ts'
import { eachEnd, eachStepBack, type LineCosts } from './line-table.ts'

export interface Limits {
  /** By entry: most of it in the line. */
  most: Int32Array
  /** By entry: what was added to its cost on every day when the table was computed. */
  toll: Float64Array
}

export interface LimitedLine {
  /** Cost without tolls of the line written, or `below` when none was found. */
  cost: number
  /** No line within the limits costs less. */
  bound: number
}

const DAY_OFF = [0]
/** A few milliseconds' worth of partial lines. */
const LOOK_EVERY = 256

interface Partial {
  /** The least a completed line can cost. */
  estimate: number
  /** Cost without tolls of the days from `day` on. */
  cost: number
  day: number
  row: number
  cell: number
  entry: number
  counts: Uint16Array
  next: Partial | null
}

/**
 * Looks for lines that cost less than `below`, until `mostPartials` have been taken up or it shall stop, and writes the
 * best into `line`. `table` holds the costs with tolls.
 */
export function cheapestLimitedLine(
  model: LineModel,
  table: LineTable,
  { costs, byEntry }: LineCosts,
  { most, toll }: Limits,
  below: number,
  { mostPartials, shouldStop }: { mostPartials: number; shouldStop: () => boolean },
  line: Int8Array,
): LimitedLine {
  const { width, days } = model
  const { cells } = table
  const slack = most.reduce((sum, limit, entry) => sum + limit * toll[entry]!, 0)
  const queue: Partial[] = []
  const taken = new Map<number, Partial[]>()
  const found: LimitedLine = { cost: below, bound: below }
  const offer = (partial: Partial): void => {
    if (partial.estimate < found.cost - 1e-9) push(queue, partial)
  }
  eachEnd(model, table, (row, cell) => {
    offer({
      estimate: cells[row * width + cell]! - slack,
      cost: 0,
      day: days,
      row,
      cell,
      entry: 0,
      counts: new Uint16Array(most.length),
      next: null,
    })
  })
  for (let partials = 0; queue.length > 0; partials++) {
    const partial = pop(queue)
    if (partial.estimate >= found.cost - 1e-9) break
    if (partials === mostPartials || (partials % LOOK_EVERY === LOOK_EVERY - 1 && shouldStop())) {
      found.bound = partial.estimate
      return found
    }
    const { row, cell, counts } = partial
    if (partial.day === 0) {
      if (partial.cost >= found.cost) continue
      found.cost = partial.cost
      for (let at: Partial | null = partial; at?.next; at = at.next) line[at.day] = at.entry
      continue
    }
    const key = row * width + cell
    const rivals = taken.get(key)
    if (rivals?.some((rival) => rival.cost <= partial.cost && isWithin(rival.counts, counts))) continue
    if (rivals) rivals.push(partial)
    else taken.set(key, [partial])
    const day = partial.day - 1
    eachStepBack(model, table, costs, day, row, cell, (source, read, choice) => {
      for (const entry of choice === 0 ? DAY_OFF : model.options[choice - 1]!.entries) {
        const tolled = byEntry[day * most.length + entry]!
        if (counts[entry]! >= most[entry]! || tolled >= NO_LINE) continue
        const increased = counts.slice()
        increased[entry]!++
        const cost = partial.cost + tolled - toll[entry]!
        const estimate = partial.estimate - cells[key]! + cells[source * width + read]! + tolled
        offer({ estimate, cost, day, row: source, cell: read, entry, counts: increased, next: partial })
      }
    })
  }
  found.bound = found.cost
  return found
}

function isWithin(less: Uint16Array, more: Uint16Array): boolean {
  for (let entry = 0; entry < less.length; entry++) if (less[entry]! > more[entry]!) return false
  return true
}

/** The later day last, so that among equals a line is finished before others are begun. */
function isBefore(a: Partial, b: Partial): boolean {
  return a.estimate < b.estimate || (a.estimate === b.estimate && a.day < b.day)
}

function push(queue: Partial[], partial: Partial): void {
  let at = queue.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isBefore(partial, queue[parent]!)) break
    queue[at] = queue[parent]!
    at = parent
  }
  queue[at] = partial
}

function pop(queue: Partial[]): Partial {
  const top = queue[0]!
  const moved = queue.pop()!
  if (queue.length === 0) return top
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= queue.length) break
    if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child++
    if (!isBefore(queue[child]!, moved)) break
    queue[at] = queue[child]!
    at = child
  }
  queue[at] = moved
  return top
}
