/** What the commands need of a problem, whatever its kind: one file per kind says how. */
import type { BudgetOptions } from '../../engine/budget.ts'
import type { Explained } from './explained.ts'

export interface OpenProblem {
  /** Whether a higher objective is better. */
  maximise: boolean
  solve: (options: RunOptions) => Outcome
  /** Judges a solution as `--out` writes it, by the independent checker; throws BadInput when it cannot be read. */
  check: (solution: unknown) => Verdict
  /** Why there is no solution. */
  explain: (options: BudgetOptions) => Explained
  /** Fields of the file that are not read, in sentences; for JSON. */
  unread?: string[]
}

export interface RunOptions extends BudgetOptions {
  seed: number
  /** 0 for the first of a portfolio of threads. */
  thread: number
  threads: number
  boundOnly: boolean
  onProgress: (progress: RunProgress) => void
  peers: Peers
}

/** Messages between the threads of a portfolio; what they say is the format's own affair. */
export interface Peers {
  tell: (news: unknown) => void
  /** The next message, or undefined. */
  ask: () => unknown
}

/** A number, or one number per tier where tiers are lexicographic. */
export type Points = number | number[]

export interface RunProgress {
  objective: Points | null
  bound: Points | null
}

export interface Outcome {
  status: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  objective: Points | null
  bound: Points | null
  /** As `--out` writes it; null when there is none that is feasible. */
  solution: unknown
  reasons: string[]
  firstFeasibleMilliseconds: number | null
  iterations: number
}

export interface Verdict {
  feasible: boolean
  objective: Points
  /** Broken hard rules. */
  violations: string[]
  /** What costs points, the dearest first, where the kind of problem says so. */
  costs: { points: number; sentence: string }[]
}
