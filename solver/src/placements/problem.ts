/**
 * The placement problem: which student is placed in which discipline at which hospital in which periods. Plain JSON.
 *
 * The medical student scheduling problem of Akbarzadeh and Maenhout (Computers & Operations Research 129, 2021, 105209).
 * Every discipline a student does takes `duration` consecutive periods in one hospital and is done once. Periods are
 * numbers from 0 to `periods - 1`. Scores are whole and to be as large as possible: the sum over all students plus the
 * worst student's score once more.
 */
export interface PlacementProblem {
  kind: 'placements'
  /**
   * @minimum 1
   * @maximum 1000
   */
  periods: number
  /**
   * Periods one discipline takes, the same for all.
   * @minimum 1
   */
  duration: number
  /** Most disciplines one student may do in one hospital. */
  maxDisciplinesPerHospital: number
  groups: Group[]
  disciplines: Discipline[]
  hospitals: Hospital[]
  /** A discipline at a hospital that is not listed has no places. */
  wards: Ward[]
  students: Student[]
}

export interface Group {
  id: string
  label: string
}

export interface Discipline {
  id: string
  label: string
  groupId: string
  /** Disciplines that must be done, and be finished, before this one starts. */
  afterIds: string[]
  /**
   * What the school gains from each student who does it (any whole number).
   * @minimum -1000000
   */
  schoolPreference: number
}

export interface Hospital {
  id: string
  label: string
}

/** One discipline at one hospital; for each period the least and the most students there. */
export interface Ward {
  hospitalId: string
  disciplineId: string
  min: number[]
  max: number[]
}

export interface Student {
  id: string
  label: string
  /** Disciplines to do, exactly, by group id; a group that is not named: none. */
  needs: Record<string, number>
  /** The disciplines the student may choose from. */
  disciplineIds: string[]
  /** Periods in which the student cannot be placed. */
  unavailable: number[]
  /** Wards the student cannot work on. */
  unable: { hospitalId: string; disciplineId: string }[]
  weights: ScoreWeights
  /**
   * By discipline id; without an entry 0.
   * @minimum -1000000
   */
  disciplinePreferences: Record<string, number>
  /**
   * By hospital id; without an entry 0.
   * @minimum -1000000
   */
  hospitalPreferences: Record<string, number>
}

/** Whole numbers that carry their sign: what is unwelcome is negative. */
export interface ScoreWeights {
  /**
   * Per point of preference of each discipline done.
   * @minimum -1000000
   */
  discipline: number
  /**
   * Per point of preference of the hospital, for each discipline done there.
   * @minimum -1000000
   */
  hospital: number
  /**
   * Per change of hospital from one placement to the next.
   * @minimum -1000000
   */
  change: number
  /**
   * Per period without a placement before the last placement ends, available or not.
   * @minimum -1000000
   */
  idle: number
}

/** One discipline of one student: periods `start` to `start + duration - 1`. */
export interface Placement {
  studentId: string
  disciplineId: string
  hospitalId: string
  start: number
}

export interface PlacementSolution {
  placements: Placement[]
}

export type PlacementStatus = 'optimal' | 'feasible' | 'infeasible' | 'stopped'

export interface PlacementProgress {
  iterations: number
  elapsedMilliseconds: number | null
  /** Of the best feasible solution; null before there is one. */
  objective: number | null
  /** No solution scores more. */
  bound: number | null
  /** Places missing or too many in the current search; 0 once feasible. */
  violations: number
}

export interface PlacementOptions {
  seed: number
  /** Student plans computed; without any limit 300,000. */
  maxIterations?: number
  maxMilliseconds?: number
  /** Milliseconds from any fixed moment; needed with `maxMilliseconds`. */
  now?: () => number
  shouldStop?: () => boolean
  /** Only improves the bound, until it is the best that this way of bounding gives. */
  boundOnly?: boolean
  onProgress?: (progress: PlacementProgress) => void
}

export interface PlacementResult {
  status: PlacementStatus
  /** The best feasible solution; null when none was found. */
  solution: PlacementSolution | null
  objective: number | null
  /** Proven: no solution scores more. Null when the problem is infeasible. */
  bound: number | null
  /** (bound - objective) / max(1, |objective|). */
  gap: number | null
  firstFeasible: { iterations: number; elapsedMilliseconds: number | null } | null
  iterations: number
  elapsedMilliseconds: number | null
  /** Why it is impossible, or what still conflicts. */
  reasons: string[]
}
