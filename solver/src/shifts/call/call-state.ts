/** A call schedule under change: every cell that changes re-reads its own line and what it shares with others, no more. */
import { createShiftState } from '../state.ts'
import { type CallLine, type CompiledCall, peopleOf } from './compile-call.ts'
import { compileLineRule, compileSharedRule, isLineRule } from './rules/catalogue.ts'
import type { LineCost } from './rules/line-rule.ts'
import type { SharedCost } from './rules/shared-rule.ts'

/** Cells and what they hold from now on; no cell twice. */
export interface CallMove {
  count: number
  person: Int32Array
  day: Int32Array
  entry: Int8Array
}

export interface CallState {
  c: CompiledCall
  /** By person, past and horizon. */
  lines: CallLine[]
  /** What is broken and what it costs: hard first, then the tiers. */
  cost: Float64Array
  apply: (move: CallMove) => void
  /** Takes the last move back. */
  revert: () => void
  set: (person: number, day: number, entry: number) => void
  /** Lines one after the other, `[person * days + day]`. */
  copy: () => Int8Array
  load: (lines: Int8Array) => void
}

const MOST_CELLS = 64

export function createCallMove(): CallMove {
  return {
    count: 0,
    person: new Int32Array(MOST_CELLS),
    day: new Int32Array(MOST_CELLS),
    entry: new Int8Array(MOST_CELLS),
  }
}

export function addCell(move: CallMove, person: number, day: number, entry: number): void {
  move.person[move.count] = person
  move.day[move.count] = day
  move.entry[move.count] = entry
  move.count++
}

interface Weighed<Cost> {
  read: Cost
  level: number
  weight: number
}

/** The schedule in which everybody is off. */
export function createCallState(c: CompiledCall): CallState {
  const { days, past, people, levels } = c
  const base = createShiftState(c.base)
  const lines = c.before.map((before) => {
    const line = new Int8Array(past + days)
    line.set(before)
    return line
  })
  const { lineRules, shared } = compileRules(c)
  const cost = new Float64Array(levels)
  const savedCost = new Float64Array(levels)
  const undo = createCallMove()
  const entry = new Int8Array(1)
  /** Minutes too few or too many count as started hours. */
  const baseCost = (): number => base.breaches + Math.ceil(base.minutesAmiss / 60)
  const readShared = (sign: number): void => {
    for (let k = 0; k < shared.length; k++) {
      const { read, level, weight } = shared[k]!
      cost[level] = cost[level]! + sign * weight * read.cost()
    }
  }

  const set: CallState['set'] = (person, day, after) => {
    const line = lines[person]!
    const before = line[past + day]!
    if (before === after) return
    const rules = lineRules[person]!
    for (let k = 0; k < rules.length; k++) {
      const { read, level, weight } = rules[k]!
      cost[level] = cost[level]! - weight * read(line, person, day, day)
    }
    cost[0] = cost[0]! - baseCost()
    line[past + day] = after
    entry[0] = after
    base.change(person, day, entry, 0, 1)
    cost[0] += baseCost()
    for (let k = 0; k < rules.length; k++) {
      const { read, level, weight } = rules[k]!
      cost[level] = cost[level]! + weight * read(line, person, day, day)
    }
    for (let k = 0; k < shared.length; k++) shared[k]!.read.change(person, day, before, after)
  }

  cost[0] = baseCost()
  readShared(1)
  for (let person = 0; person < people; person++)
    for (const { read, level, weight } of lineRules[person]!)
      cost[level] = cost[level]! + weight * read(lines[person]!, person, 0, days - 1)

  return {
    c,
    lines,
    cost,
    apply: (move) => {
      savedCost.set(cost)
      readShared(-1)
      undo.count = 0
      for (let k = 0; k < move.count; k++) {
        const person = move.person[k]!
        const day = move.day[k]!
        addCell(undo, person, day, lines[person]![past + day]!)
        set(person, day, move.entry[k]!)
      }
      readShared(1)
    },
    revert: () => {
      for (let k = undo.count - 1; k >= 0; k--) {
        const person = undo.person[k]!
        const day = undo.day[k]!
        const after = undo.entry[k]!
        const before = lines[person]![past + day]!
        if (before === after) continue
        lines[person]![past + day] = after
        entry[0] = after
        base.change(person, day, entry, 0, 1)
        for (let s = 0; s < shared.length; s++) shared[s]!.read.change(person, day, before, after)
      }
      cost.set(savedCost)
    },
    set: (person, day, after) => {
      readShared(-1)
      set(person, day, after)
      readShared(1)
    },
    copy: () => {
      const all = new Int8Array(people * days)
      for (let person = 0; person < people; person++) all.set(lines[person]!.subarray(past), person * days)
      return all
    },
    load: (given) => {
      readShared(-1)
      for (let person = 0; person < people; person++)
        for (let day = 0; day < days; day++) set(person, day, given[person * days + day]!)
      readShared(1)
    },
  }
}

function compileRules(c: CompiledCall): { lineRules: Weighed<LineCost>[][]; shared: Weighed<SharedCost>[] } {
  const lineRules: Weighed<LineCost>[][] = Array.from({ length: c.people }, () => [])
  const shared: Weighed<SharedCost>[] = wantedCover(c)
  for (const [p, byTier] of requestCosts(c).entries())
    for (const [tier, read] of byTier) lineRules[p]!.push({ read, level: tier + 1, weight: 1 })
  for (const rule of c.problem.rules ?? []) {
    const { soft } = rule
    const level = soft ? soft.tier + 1 : 0
    const weight = soft ? soft.weight : 1
    if (isLineRule(rule)) {
      const read = compileLineRule(c, rule)
      const isMeant = peopleOf(c, rule.people)
      for (let p = 0; p < c.people; p++) if (isMeant[p] === 1) lineRules[p]!.push({ read, level, weight })
    } else shared.push({ read: compileSharedRule(c, rule), level, weight })
  }
  return { lineRules, shared }
}

/** By person and tier: points of requests, as in `compile.ts`. */
function requestCosts(c: CompiledCall): Map<number, LineCost>[] {
  const tables = Array.from({ length: c.people }, () => new Map<number, Int32Array>())
  for (const { kind, personId, day, shiftId, weight, tier = 0 } of c.problem.requests) {
    const own = tables[c.personIndex.get(personId)!]!
    if (!own.has(tier)) own.set(tier, new Int32Array(c.days * c.width))
    const table = own.get(tier)!
    const asked = c.shiftIndex.get(shiftId)!
    for (let at = 0; at < c.width; at++)
      if ((at === asked || c.parts[at]!.includes(asked)) === (kind === 'off'))
        table[day * c.width + at] = table[day * c.width + at]! + weight
  }
  const readOf = (table: Int32Array): LineCost => {
    return (line, _person, from, to) => {
      let cost = 0
      for (let day = from; day <= to; day++) cost += table[day * c.width + line[c.past + day]!]!
      return cost
    }
  }
  return tables.map((own) => new Map([...own].map(([tier, table]) => [tier, readOf(table)])))
}

/** Points of `cover`, one reading for each tier. */
function wantedCover(c: CompiledCall): Weighed<SharedCost>[] {
  const tiers = [...new Set(c.problem.cover.map(({ tier = 0 }) => tier))]
  return tiers.map((tier) => {
    const rows = c.problem.cover.filter((row) => (row.tier ?? 0) === tier)
    const size = c.days * c.width
    const wanted = new Int32Array(size)
    const under = new Int32Array(size)
    const over = new Int32Array(size)
    const there = new Int32Array(size)
    for (const row of rows) {
      const at = row.day * c.width + c.shiftIndex.get(row.shiftId)!
      wanted[at] = row.wanted
      under[at] = row.under
      over[at] = row.over
    }
    /** By entry, itself and the shifts held together in it. */
    const counted = c.parts.map((parts, entry) => (parts.length > 1 ? [entry, ...parts] : parts))
    let cost = rows.reduce((sum, row) => sum + row.wanted * row.under, 0)
    const move = (at: number, by: number): void => {
      const before = there[at]! - wanted[at]!
      const after = before + by
      cost -= before < 0 ? -before * under[at]! : before * over[at]!
      cost += after < 0 ? -after * under[at]! : after * over[at]!
      there[at] = there[at]! + by
    }
    const read: SharedCost = {
      change: (_person, day, before, after) => {
        for (const entry of counted[before]!) move(day * c.width + entry, -1)
        for (const entry of counted[after]!) move(day * c.width + entry, 1)
      },
      cost: () => cost,
    }
    return { read, level: tier + 1, weight: 1 }
  })
}
