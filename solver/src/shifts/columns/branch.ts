/**
 * Branch and price: the schedules are divided by whether a person has an entry on a day, or by how many people are short
 * in all, until the bound of every part reaches the best schedule known. Parts are taken depth first towards
 * schedules, then where the bound is least.
 */
import type { CompiledShifts } from '../compile.ts'
import { generate, roundUp } from './generate.ts'
import {
  ANY_SHORT,
  boundShort,
  forbidLines,
  type Master,
  type Share,
  sharesOf,
  type Short,
  shortNow,
} from './master.ts'
import type { Pricer } from './pricing.ts'
import { warmSmoothing } from './stabilise.ts'

interface Part {
  /** Proven before it was divided off. */
  bound: number
  above: Part | null
  /** An entry `(person * days + day) * width + entry` that is given or forbidden; -1 when only `short` differs. */
  entry: number
  isGiven: boolean
  short: Short
}

export interface BranchOptions {
  /** Points of the best schedule so far; read again after every part. */
  best: () => number
  /** Told of the lines in the master, for schedules to be made of them; may use the master itself. */
  onShares: (shares: Share[]) => void
  onBound: (bound: number) => void
  shouldStop: () => boolean
}

const WHOLE = 1e-4

/** Returns `true` when nothing is left: the best schedule is optimal. */
export function branchAndPrice(
  master: Master,
  pricer: Pricer,
  rootBound: number,
  rewards: Float64Array,
  options: BranchOptions,
): boolean {
  const { c } = master
  const open: Part[] = []
  let next: Part | null = { bound: rootBound, above: null, entry: -1, isGiven: false, short: ANY_SHORT }
  let proven = rootBound
  while (next) {
    if (options.shouldStop()) return false
    const part: Part = next
    next = null
    if (roundUp(part.bound) < options.best()) {
      const allowed = allowedIn(c, part)
      boundShort(master, part.short)
      forbidLines(master, allowed)
      const generated = generate(master, pricer, {
        allowed,
        shouldStop: options.shouldStop,
        cutoff: options.best(),
        bound: part.bound,
        smoothing: warmSmoothing(rewards),
      })
      if (generated.status === 'stopped') return false
      if (generated.status === 'optimal') {
        const shares = sharesOf(master)
        part.bound = Math.max(part.bound, generated.bound)
        const children = divide(master, part, shares, allowed)
        options.onShares(shares)
        // One line each, just told of, does not finish a part: pricing may have left its bound below them.
        if (roundUp(part.bound) < options.best()) {
          next = children[0] ?? null
          if (children[1]) open.push(children[1])
        }
      }
    }
    if (!next) next = takeLeast(open)
    const least = open.reduce((bound, { bound: other }) => Math.min(bound, other), next?.bound ?? options.best())
    if (roundUp(least) > roundUp(proven)) options.onBound(Math.min(roundUp(least), options.best()))
    proven = Math.max(proven, least)
  }
  return true
}

function takeLeast(open: Part[]): Part | null {
  let least = -1
  for (let k = 0; k < open.length; k++) if (least < 0 || open[k]!.bound <= open[least]!.bound) least = k
  return least < 0 ? null : open.splice(least, 1)[0]!
}

function allowedIn(c: CompiledShifts, part: Part): Uint8Array {
  const allowed = new Uint8Array(c.people * c.days * c.width).fill(1)
  for (let at: Part | null = part; at; at = at.above) {
    if (at.entry < 0) continue
    const isForbidden = allowed[at.entry] === 0
    if (!at.isGiven || isForbidden) {
      allowed[at.entry] = 0
      continue
    }
    const row = at.entry - (at.entry % c.width)
    allowed.fill(0, row, row + c.width)
    allowed[at.entry] = 1
  }
  return allowed
}

/** Two parts that together are the whole; the more promising first. None when all entries are given: a single schedule. */
function divide(master: Master, part: Part, shares: Share[], allowed: Uint8Array): Part[] {
  const { bound, short } = part
  const child = (differs: Partial<Part>): Part => ({ bound, above: part, entry: -1, isGiven: false, short, ...differs })
  const persons = shortNow(master)
  if (Math.abs(persons - Math.round(persons)) > 1e-2) {
    const fewer = child({ short: { ...short, atMost: Math.floor(persons) } })
    const more = child({ short: { ...short, atLeast: Math.ceil(persons) } })
    return [more, fewer]
  }
  const divided = mostDivided(master.c, shares)
  const entry = divided.at < 0 ? firstOpen(master.c, shares, allowed) : divided
  if (entry.at < 0) return []
  const parts = [child({ entry: entry.at, isGiven: true }), child({ entry: entry.at })]
  return entry.value >= 0.5 ? parts : parts.reverse()
}

/** The first day of a person with several entries allowed: the entry in use, if there is one. */
function firstOpen({ days, width }: CompiledShifts, shares: Share[], allowed: Uint8Array): Divided {
  for (let at = 0; at < allowed.length; at += width) {
    const person = Math.floor(at / (days * width))
    const entries = Array.from({ length: width }, (_, entry) => entry).filter((entry) => allowed[at + entry] === 1)
    if (entries.length < 2) continue
    const used = shares.find((share) => share.person === person)?.line[(at / width) % days]
    return { at: at + (used ?? entries[0]!), value: 1 }
  }
  return { at: -1, value: 0 }
}

interface Divided {
  /** `(person * days + day) * width + entry`, or -1. */
  at: number
  /** How far the master has chosen it. */
  value: number
}

/** The entry of a person's day that the master has chosen most nearly by half. */
function mostDivided({ people, days, width }: CompiledShifts, shares: Share[]): Divided {
  const values = new Float64Array(people * days * width)
  for (const { person, line, value } of shares)
    for (let day = 0; day < days; day++) {
      const at = (person * days + day) * width + line[day]!
      values[at] = values[at]! + value
    }
  let best = -1
  let bestScore = WHOLE
  for (let at = 0; at < values.length; at++) {
    const score = Math.min(values[at]!, 1 - values[at]!)
    if (score <= bestScore) continue
    best = at
    bestScore = score
  }
  return { at: best, value: best < 0 ? 0 : values[best]! }
}
