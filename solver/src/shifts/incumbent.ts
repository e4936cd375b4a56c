/** The best schedule and the best bound so far, wherever they came from. */
import type { Budget } from '../engine/budget.ts'

/** What searches of the same problem tell each other; any part may be missing. */
export interface ShiftNews {
  /** Feasible lines, `[person * days + day]`, and their points. */
  lines?: Int8Array
  objective?: number
  /** Proven: no schedule has fewer points. */
  bound?: number
}

/** The other searches of a portfolio. */
export interface ShiftPeers {
  tell: (news: ShiftNews) => void
  /** What was told since the last time; null when nothing. */
  ask: () => ShiftNews | null
}

export interface Incumbent {
  lines: Int8Array | null
  objective: number
  bound: number
  firstFeasible: { iterations: number; elapsedMilliseconds: number | null } | null
  /** Takes a feasible schedule (a copy of it) when it is better. */
  offer: (lines: Int8Array, objective: number) => void
  prove: (bound: number) => void
  /** Hears the others, tells the observer, and says whether the search is over: budget spent, or bound reached. */
  pulse: () => boolean
}

export interface IncumbentObserver {
  peers?: ShiftPeers | undefined
  /** Called at most every 300 ms, and only when objective or bound became better. */
  onBetter?: ((incumbent: Incumbent) => void) | undefined
}

const REPORT_MILLISECONDS = 300

export function createIncumbent(budget: Budget, { peers, onBetter }: IncumbentObserver): Incumbent {
  let isNew = false
  let nextReportAt = 0
  const take = (lines: Int8Array, objective: number): boolean => {
    if (objective >= incumbent.objective) return false
    incumbent.lines = lines.slice()
    incumbent.objective = objective
    incumbent.firstFeasible ??= { iterations: budget.iterations, elapsedMilliseconds: budget.elapsedMilliseconds() }
    isNew = true
    return true
  }
  const raise = (bound: number): boolean => {
    if (bound <= incumbent.bound) return false
    incumbent.bound = bound
    isNew = true
    return true
  }
  const incumbent: Incumbent = {
    lines: null,
    objective: Number.POSITIVE_INFINITY,
    bound: 0,
    firstFeasible: null,
    offer: (lines, objective) => {
      if (take(lines, objective)) peers?.tell({ lines: incumbent.lines!, objective })
    },
    prove: (bound) => {
      if (raise(bound)) peers?.tell({ bound })
    },
    pulse: () => {
      for (let news = peers?.ask(); news; news = peers?.ask()) {
        if (news.lines && news.objective !== undefined) take(news.lines, news.objective)
        if (news.bound !== undefined) raise(news.bound)
      }
      const elapsed = budget.elapsedMilliseconds()
      if (isNew && onBetter && (elapsed === null || elapsed >= nextReportAt)) {
        isNew = false
        nextReportAt = (elapsed ?? 0) + REPORT_MILLISECONDS
        onBetter(incumbent)
      }
      return budget.over() || incumbent.bound >= incumbent.objective
    },
  }
  return incumbent
}
