/**
 * The cheapest line of one person when whatever is counted over the whole horizon (minutes, weekends, limited shifts) is paid
 * for by a toll and not counted: a shortest path over runs, exact, in well under a millisecond for a year of days.
 *
 * States after a day: days off in a row, 1 to `minOff` (the last stands for more as well), then days worked in a row by the kind
 * of the last shift. Entries that follow and leave the same kinds are one class, whatever their minutes.
 */
import { type CompiledShifts, OFF } from '../compile.ts'
import { nestSets } from '../nested-sets.ts'
import { buildRunModel } from '../run-model.ts'

/** What no real cost comes near. */
const NO_WAY = 1e15
const REAL = 1e14

/** What a person pays for what is counted. */
export interface PersonTolls {
  /** Points per minute, of either sign. */
  minute: number
  /** Points per weekend worked. */
  weekend: number
  /** Points by entry, `[width]`; the day off is free. */
  shift: Float64Array
}

export interface TolledLines {
  /**
   * Writes the cheapest line of the person into `line` and returns what it costs: the points of its requests less the rewards,
   * `[day * width + entry]`, of its entries, and the tolls. Infinite when runs, successions and days off leave no line.
   */
  plan: (person: number, rewards: Float64Array, tolls: PersonTolls, line: Int8Array) => number
  /** Minutes and weekends of the line planned last, and how often each entry is in it. */
  minutes: number
  weekends: number
  counts: Int32Array
}

interface Classes {
  /** Entries by class; those of class `k` begin at `firstEntry[k]`. */
  entries: Int32Array
  firstEntry: Int32Array
  /** The kind that each class leaves behind. */
  kind: Int32Array
  /** By class: which set of kinds it follows. */
  set: Int32Array
  /** Of each set, one before it that it contains, or -1, and the kinds it has beyond that one: few, as sets are mostly nested. */
  within: Int32Array
  beyond: Int32Array
  firstBeyond: Int32Array
  kinds: number
  minOff: number
  minWork: number
  maxWork: number
  states: number
}

export function createTolledLines(c: CompiledShifts): TolledLines {
  const { days, width, assignCost, minutes, weekendOf } = c
  const classes = Array.from({ length: c.people }, (_, person) => classesOf(c, person))
  const mostClasses = classes.reduce((most, { kind }) => Math.max(most, kind.length), 0)
  const mostStates = classes.reduce((most, { states }) => Math.max(most, states), 1)
  const mostSets = classes.reduce((most, { within }) => Math.max(most, within.length), 0)
  const values = new Float64Array((days + 1) * mostStates)
  const cameFrom = new Int32Array((days + 1) * mostStates)
  const chosen = new Int8Array((days + 1) * mostStates)
  const cost = new Float64Array(mostClasses)
  const entryOf = new Int8Array(days * mostClasses)
  const price = new Float64Array(width)
  const least = new Float64Array(mostSets)
  const leastAt = new Int32Array(mostSets)
  // Who may work on no weekend at all is off there: no toll would be high enough.
  const isOff = Uint8Array.from(c.mustBeOff, (mustBe, at) =>
    mustBe === 1 || (weekendOf[at % days]! >= 0 && c.maxWeekends[Math.floor(at / days)] === 0) ? 1 : 0,
  )
  // On its second day a weekend is paid by those who were off on the first.
  const isSecondDay = Uint8Array.from(weekendOf, (weekend, day) =>
    weekend >= 0 && day > 0 && weekendOf[day - 1] === weekend ? 1 : 0,
  )

  const forward = (person: number, rewards: Float64Array, tolls: PersonTolls): void => {
    const { entries, firstEntry, kind, set, within, beyond, firstBeyond, kinds, minOff, minWork, maxWork } =
      classes[person]!
    for (let entry = 1; entry < width; entry++) price[entry] = tolls.shift[entry]! + tolls.minute * minutes[entry]!
    values.fill(NO_WAY)
    values[minOff - 1] = 0
    for (let day = 0; day < days; day++) {
      const now = day * mostStates
      const next = now + mostStates
      const paid = (person * days + day) * width
      const offCost = assignCost[paid]! - rewards[day * width]!
      for (let off = 0; off < minOff; off++) {
        const to = next + Math.min(off + 1, minOff - 1)
        const value = values[now + off]! + offCost
        if (value >= values[to]!) continue
        values[to] = value
        cameFrom[to] = off
        chosen[to] = -1
      }
      for (let worked = Math.min(maxWork, day); worked >= 1; worked--) {
        if (worked < minWork && worked !== day) continue
        const from = minOff + (worked - 1) * kinds
        for (let state = from; state < from + kinds; state++) {
          const value = values[now + state]! + offCost
          if (value >= values[next]!) continue
          values[next] = value
          cameFrom[next] = state
          chosen[next] = -1
        }
      }
      if (isOff[person * days + day] === 1) continue
      for (let index = 0; index < kind.length; index++) {
        let best = NO_WAY
        for (let k = firstEntry[index]!; k < firstEntry[index + 1]!; k++) {
          const entry = entries[k]!
          const points = assignCost[paid + entry]! - rewards[day * width + entry]! + price[entry]!
          if (points >= best) continue
          best = points
          entryOf[day * mostClasses + index] = entry
        }
        cost[index] = best
      }
      const isWeekend = weekendOf[day]! >= 0
      const begun = values[now + minOff - 1]! + (isWeekend ? tolls.weekend : 0)
      if (begun < REAL && maxWork > 0)
        for (let index = 0; index < kind.length; index++) {
          const to = next + minOff + kind[index]!
          const value = begun + cost[index]!
          if (value >= values[to]!) continue
          values[to] = value
          cameFrom[to] = minOff - 1
          chosen[to] = index
        }
      const going = isWeekend && isSecondDay[day] === 0 ? tolls.weekend : 0
      for (let worked = Math.min(maxWork - 1, day); worked >= 1; worked--) {
        const from = minOff + (worked - 1) * kinds
        for (let k = 0; k < within.length; k++) {
          const inner = within[k]!
          let best = inner < 0 ? NO_WAY : least[inner]!
          let at = inner < 0 ? 0 : leastAt[inner]!
          for (let b = firstBeyond[k]!; b < firstBeyond[k + 1]!; b++) {
            const value = values[now + from + beyond[b]!]!
            if (value >= best) continue
            best = value
            at = from + beyond[b]!
          }
          least[k] = best
          leastAt[k] = at
        }
        const base = next + from + kinds
        for (let index = 0; index < kind.length; index++) {
          const value = least[set[index]!]! + going + cost[index]!
          const to = base + kind[index]!
          if (value >= values[to]!) continue
          values[to] = value
          cameFrom[to] = leastAt[set[index]!]!
          chosen[to] = index
        }
      }
    }
  }

  const lines: TolledLines = {
    minutes: 0,
    weekends: 0,
    counts: new Int32Array(width),
    plan: (person, rewards, tolls, line) => {
      forward(person, rewards, tolls)
      let best = REAL
      let state = -1
      for (let end = 0; end < classes[person]!.states; end++) {
        if (values[days * mostStates + end]! >= best) continue
        best = values[days * mostStates + end]!
        state = end
      }
      if (state < 0) return Number.POSITIVE_INFINITY
      for (let day = days; day > 0; day--) {
        const at = day * mostStates + state
        line[day - 1] = chosen[at]! < 0 ? OFF : entryOf[(day - 1) * mostClasses + chosen[at]!]!
        state = cameFrom[at]!
      }
      measure(line)
      return best
    },
  }

  function measure(line: Int8Array): void {
    lines.minutes = 0
    lines.weekends = 0
    lines.counts.fill(0)
    for (let day = 0; day < days; day++) {
      const entry = line[day]!
      lines.counts[entry]!++
      if (entry === OFF) continue
      lines.minutes += minutes[entry]!
      if (weekendOf[day]! >= 0 && (isSecondDay[day] === 0 || line[day - 1] === OFF)) lines.weekends++
    }
  }
  return lines
}

function classesOf(c: CompiledShifts, person: number): Classes {
  const model = buildRunModel(c, person)
  const sets = nestSets(model.after)
  const byName = new Map<string, { entries: number[]; kind: number; set: number }>()
  for (const [option, entries] of model.entries.entries()) {
    const set = sets.setOf[option]!
    const kind = model.kind[option]!
    const alike = byName.get(`${set}|${kind}`)
    if (alike) alike.entries.push(...entries)
    else byName.set(`${set}|${kind}`, { entries: [...entries], kind, set })
  }
  const classes = [...byName.values()]
  return {
    entries: Int32Array.from(classes.flatMap(({ entries }) => entries)),
    firstEntry: startsOf(classes.map(({ entries }) => entries.length)),
    kind: Int32Array.from(classes, ({ kind }) => kind),
    set: Int32Array.from(classes, ({ set }) => set),
    within: sets.within,
    beyond: Int32Array.from(sets.beyond.flatMap((kinds) => [...kinds])),
    firstBeyond: startsOf(sets.beyond.map((kinds) => kinds.length)),
    kinds: model.kinds,
    minOff: model.offStates,
    minWork: c.minWork[person]!,
    maxWork: c.maxWork[person]!,
    states: model.states,
  }
}

/** Where each of several lists begins when they stand one after the other; the end of the last as well. */
function startsOf(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  for (const [k, length] of lengths.entries()) starts[k + 1] = starts[k]! + length
  return starts
}
