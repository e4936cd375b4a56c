/** Coolings one after the other: a short one for something feasible soon, then long ones, until the budget is spent. */
import type { Budget, BudgetOptions } from '../engine/budget.ts'
import type { Prng } from '../engine/prng.ts'
import { createAnnealer } from './anneal.ts'
import type { CompiledShifts } from './compile.ts'
import type { Incumbent } from './incumbent.ts'
import { createMender } from './mend.ts'
import { createShiftState } from './state.ts'

/** Moves of the first cooling per entry of the schedule: few, so that something feasible is there soon. */
const FIRST_MOVES = 40
const FEWEST_MOVES = 50_000
/** Without a limit that is known, each cooling is so much longer than the last. */
const GROWTH = 3
/** Moves per entry of the schedule of one cooling that starts cold. */
const SIMMERING_MOVES = 200
/** A cooling after the first one melts the schedule less. */
const REHEAT = 0.5
/** When a cooling ends with a broken hard rule, hard rules weigh so much more in the next. */
const SEVERER = 3
/** Moves per day of the horizon for mending broken lines alone. */
const MENDING_MOVES = 300

export interface AnnealRounds {
  /** The first, short cooling; again until something feasible is found, somebody is impossible, or the budget is spent. */
  begin: () => void
  /** One cooling from the incumbent on: of so many moves per entry of the schedule, but within so much of the budget. */
  coolOnce: (movesPerEntry: number, share: number) => void
  /** A short cooling that hardly melts the incumbent: for one that is good already. */
  simmer: () => void
  /** Coolings from the incumbent on, until the budget is spent or the bound reached. */
  improve: () => void
  /** People whose rules leave no line: a proof. */
  impossible: number[]
  /** The schedule under change, feasible or not. */
  lines: Int8Array
}

export function createAnnealRounds(
  c: CompiledShifts,
  start: Int8Array | null,
  prng: Prng,
  budget: Budget,
  limits: BudgetOptions,
  incumbent: Incumbent,
): AnnealRounds {
  const state = createShiftState(c)
  if (start) state.load(start)
  const annealer = createAnnealer(state, prng, budget)
  const mend = createMender(state, budget)
  const { hot, cold, breachPoints } = temperaturesOf(c)
  const spent = spentShare(limits, budget)
  let moves = Math.max(FEWEST_MOVES, c.people * c.days * FIRST_MOVES)
  let severity = 1
  let isOver = incumbent.pulse()
  const onPulse = (): void => {
    if (annealer.bestSoft < incumbent.objective) incumbent.offer(annealer.best, annealer.bestSoft)
    isOver = incumbent.pulse()
  }
  const isBroken = (): boolean => state.breaches > 0 || state.minutesAmiss > 0
  const byMoves = (count: number): (() => number) => {
    const from = budget.iterations
    return () => (isOver ? 1 : (budget.iterations - from) / count)
  }
  const byBudget = (share: number): (() => number) => {
    const from = spent!()
    return () => (isOver || spent!() >= share ? 1 : (spent!() - from) / (share - from))
  }
  const round = (heat: number, progress: () => number): void => {
    annealer.cool({ hot: hot * heat, cold, breachPoints: breachPoints * severity, progress, onPulse })
    if (isBroken()) rounds.impossible = mend().impossible
    if (isBroken() && rounds.impossible.length === 0) {
      const firm = breachPoints * SEVERER
      const progress = byMoves(c.days * MENDING_MOVES)
      annealer.cool({ hot: breachPoints, cold, breachPoints: firm, onlyBroken: true, progress, onPulse })
    }
    annealer.keepIfBest()
    severity = isBroken() ? severity * SEVERER : 1
    onPulse()
  }
  const rounds: AnnealRounds = {
    impossible: [],
    lines: state.lines,
    begin: () => {
      const isOpen = (): boolean => !isOver && rounds.impossible.length === 0
      for (let heat = 1; isOpen() && (heat === 1 || incumbent.lines === null); heat = REHEAT)
        round(heat, byMoves(moves))
    },
    coolOnce: (movesPerEntry, share) => {
      if (incumbent.lines) state.load(incumbent.lines)
      const ofMoves = byMoves(c.people * c.days * movesPerEntry)
      const ofBudget = spent ? byBudget(share) : ofMoves
      round(REHEAT, () => Math.max(ofMoves(), ofBudget()))
    },
    simmer: () => {
      state.load(incumbent.lines!)
      round(cold / hot, byMoves(c.people * c.days * SIMMERING_MOVES))
    },
    improve: () => {
      while (!incumbent.pulse()) {
        moves *= GROWTH
        if (incumbent.lines) state.load(incumbent.lines)
        round(REHEAT, spent ? byBudget(1) : byMoves(moves))
      }
    },
  }
  return rounds
}

/** How much of a known budget is spent, from 0 to 1; null when there is no limit to go by. */
export function spentShare({ maxIterations, maxMilliseconds }: BudgetOptions, budget: Budget): (() => number) | null {
  if (maxIterations === undefined && maxMilliseconds === undefined) return null
  return () =>
    Math.max(
      budget.iterations / (maxIterations ?? Number.POSITIVE_INFINITY),
      (budget.elapsedMilliseconds() ?? 0) / (maxMilliseconds ?? Number.POSITIVE_INFINITY),
    )
}

/** Temperatures from what a person too few typically costs, down to what the smallest wishes cost. */
function temperaturesOf(c: CompiledShifts): { hot: number; cold: number; breachPoints: number } {
  const { cover, requests } = c.problem
  const shortages = cover.filter(({ wanted, under }) => wanted > 0 && under > 0).map(({ under }) => under)
  const weights = [...shortages, ...requests.map(({ weight }) => weight), ...cover.map(({ over }) => over)]
  const typical = average(shortages.length > 0 ? shortages : weights)
  const least = weights.reduce((least, weight) => (weight > 0 ? Math.min(least, weight) : least), typical)
  return { hot: 0.4 * typical, cold: Math.min(least, 0.05 * typical), breachPoints: 3 * typical }
}

function average(numbers: number[]): number {
  return numbers.length === 0 ? 1 : Math.max(1, numbers.reduce((sum, number) => sum + number, 0) / numbers.length)
}
