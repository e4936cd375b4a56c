/**
 * The rotation problem: who is on which activity, when. Plain JSON.
 *
 * Days are epoch-day integers, ranges are inclusive. Time is counted in two ways, and never mixed:
 * - *ticks*: what a slot is worth towards requirements and run lengths, an integer in the person's own unit
 *   (two ticks a week lets a half week be one tick). Only compared within one person.
 * - *days*: what a room sees. Capacities count people per day, whatever calendar each person follows.
 *
 * A rule without `soft` is hard: a schedule that breaks it is not feasible. A rule with `soft` costs points in a tier;
 * tiers are lexicographic, the first one matters most.
 */
export type Day = number

export interface DayRange {
  startOn: Day
  endOn: Day
}

/** Makes a rule soft: each unit of its cost costs `weight` points (a whole number from 1) in `tiers[tier]`. */
export interface Soft {
  tier: number
  /** @minimum 1 */
  weight: number
}

export interface RotationProblem {
  kind: 'rotations'
  /** Names of the soft tiers, most important first, for example `['Coverage', 'Shape', 'Preferences', 'Fairness']`. */
  tiers: string[]
  activities: Activity[]
  people: Person[]
  capacities: Capacity[]
  /** Even shares among people. */
  fairness?: Fairness[]
  /** One point times weight for every move of a person from one site to another between consecutive activities. */
  siteChanges?: Soft
  /** Stay close to an earlier schedule: one point times weight for each slot that differs from it. */
  previous?: { solution: RotationSolution; soft: Soft }
}

/** What a person can be on for a slot: a rotation of a program, an elective, vacation given as time, free time. */
export interface Activity {
  id: string
  label: string
  siteId?: string
}

export interface Person {
  id: string
  label: string
  /** Words for amounts in messages: `ticksPerUnit` ticks are one `one`. Without it, amounts are told in ticks. */
  unit?: { /** @minimum 1 */ ticksPerUnit: number; one: string; many: string }
  /** In order of date, without overlap; gaps are allowed. Every slot that is not `away` receives exactly one activity. */
  slots: Slot[]
  /** What this person may be on at all, each with its shape. */
  activities: PersonActivity[]
  requirements?: Requirement[]
  prerequisites?: Prerequisite[]
  wishes?: Wish[]
  /** Runs that ended before the first slot, in order of date: for run lengths, visits, gaps, sites and prerequisites.
   * Requirements take their credit from `doneTicks` instead. */
  history?: PastRun[]
}

export interface Slot {
  startOn: Day
  endOn: Day
  /** @minimum 1 */
  ticks: number
  label?: string
  /** Activity ids possible in this slot (for example by level); without it, all of the person's activities. */
  allowed?: string[]
  /** Fixed to this activity id. A run made only of pinned slots is deliberate: its length is not judged. */
  pinned?: string
  /** On leave: no activity. A run continues across it. */
  away?: boolean
}

export interface PersonActivity {
  activityId: string
  /** First and last day on which a slot of this activity may lie, for this person: a gate such as independent call. Hard. */
  notBeforeOn?: Day
  notAfterOn?: Day
  /** Ticks of one run: slots on this activity that follow each other day by day, away slots passed over, continuing a past
   * run that ends the day before. Towards `minTicks` (not `maxTicks`) time away inside or next to the run counts as well.
   * Cost: days short or over. */
  run?: { minTicks?: number; maxTicks?: number; soft?: Soft }
  /** At most this many runs, past runs included. Cost: runs over, each as many days as a tick has. */
  visits?: { max: number; soft?: Soft }
  /** At least this many days between the end of one run and the start of the next. Cost: days short. */
  gap?: { minDays: number; soft?: Soft }
}

/** Ticks of the slots in the window on any of the activities, plus `doneTicks`, between `minTicks` and `maxTicks`. */
export interface Requirement {
  id: string
  label: string
  activityIds: string[]
  /** A slot counts when it starts on one of these days; without it, every slot counts. */
  window?: DayRange
  minTicks?: number
  maxTicks?: number
  /** Credit earned before this problem's slots. */
  doneTicks?: number
  /** Cost: days short or over (a tick is worth the person's average days per tick, rounded, at least 1). */
  soft?: Soft
}

/** Each slot on one of `activityIds` needs `minTicks` on `afterActivityIds` before it (earlier slots and history). */
export interface Prerequisite {
  id: string
  label: string
  activityIds: string[]
  afterActivityIds: string[]
  minTicks: number
  /** Cost: days of the slots that come too early. */
  soft?: Soft
}

/**
 * `want`: `weight` points unless a slot that overlaps the window is on one of the activities.
 * `avoid`: `weight` points for each slot that overlaps the window and is on one of the activities.
 */
export interface Wish {
  id: string
  label: string
  kind: 'want' | 'avoid'
  activityIds: string[]
  window?: DayRange
  tier: number
  /** @minimum 1 */
  weight: number
}

export interface PastRun {
  activityId: string
  startOn: Day
  endOn: Day
  ticks: number
}

/** How many people at once, counted on every day of the window, over all people of all programs. Days outside the
 * horizon (the first to the last day of anybody's slots) do not count. */
export interface Capacity {
  id: string
  label: string
  activityIds: string[]
  /** Only these people count; without it, everyone. */
  personIds?: string[]
  window?: DayRange
  /** At most this many on each day. Cost: person-days over. */
  max?: { count: number; soft?: Soft }
  /** At least this many on each day. Cost: person-days short. */
  min?: { count: number; soft?: Soft }
  /** People on it who are not part of this problem (published assignments of others). */
  load?: (DayRange & { count: number })[]
}

/** Days on the activities, shared evenly: one point times weight for each whole day a person is off the average. */
export interface Fairness {
  id: string
  label: string
  activityIds: string[]
  personIds: string[]
  /** Days carried over from earlier years, by person id. */
  doneDays?: Record<string, number>
  soft: Soft
}

/** For each person id, one index into `activities` per slot; -1 where there is no activity (away). */
export interface RotationSolution {
  /** @minimum -1 */
  assignments: Record<string, number[]>
}

/** Hard: person-days of broken hard rules, 0 when feasible. Tiers: points, one number per tier of the problem. */
export interface Score {
  hard: number
  tiers: number[]
}

export type RuleKind =
  | 'allowed'
  | 'requirement'
  | 'run'
  | 'visits'
  | 'gap'
  | 'prerequisite'
  | 'wish'
  | 'capacity-max'
  | 'capacity-min'
  | 'fairness'
  | 'site-change'
  | 'previous'

/** One rule that costs something in a schedule, in words. */
export interface Cost {
  rule: RuleKind
  /** `null` when the rule is hard, else the index of the tier. */
  tier: number | null
  points: number
  sentence: string
  /** Id of the requirement, prerequisite, wish, capacity or fairness rule, where there is one. */
  ruleId?: string
  personId?: string
  activityId?: string
  startOn?: Day
  endOn?: Day
}

/** Why no schedule can meet all hard rules: a proof in words. */
export interface Reason {
  rule: RuleKind | 'time'
  sentence: string
  personIds: string[]
  activityIds: string[]
  /** Ids of the requirements, prerequisites and capacities that cannot hold together. */
  ruleIds: string[]
  startOn?: Day
  endOn?: Day
}

export interface SolveProgress {
  iterations: number
  elapsedMilliseconds: number | null
  /** Of the best schedule so far. */
  score: Score
  /** The rules that cost most in it, hard ones first, at most five. */
  worst: Cost[]
}

export interface SolveOptions {
  /** A whole number. Same problem, seed and iterations: the same schedule on any machine. */
  seed: number
  maxIterations?: number
  /** Needs `now`. */
  maxMilliseconds?: number
  /** A clock in milliseconds. It decides only when to stop and when to report, never what to try. */
  now?: () => number
  onProgress?: (progress: SolveProgress) => void
  /** Asked often; `true` ends the search with the best schedule so far. */
  shouldStop?: () => boolean
  /** Where to start, for example the schedule to repair. */
  start?: RotationSolution
  /** The other searches of a portfolio; what they tell depends on their clocks, so the same schedule is not promised with them. */
  peers?: RotationPeers
}

/** Searches of the same problem beside this one, with other seeds. They tell each other lines of all people or of some. */
export interface RotationPeers {
  tell: (lines: RotationSolution) => void
  /** What was told since the last time; null when nothing. */
  ask: () => RotationSolution | null
}

export interface SolveResult {
  /** `optimal`: feasible, and the score equals the proven bound. `infeasible`: `reasons` prove that no schedule exists.
   * `stopped`: time is up, hard rules are still broken, and no proof was found that they must be. */
  status: 'optimal' | 'feasible' | 'infeasible' | 'stopped'
  /** The best schedule found; `null` when a proof came before any was tried. */
  solution: RotationSolution | null
  score: Score | null
  /** No schedule can score less than this in any tier. Zero where nothing better is proven. */
  bound: Score
  /** What the schedule still costs, hard rules first, then by tier and points. */
  remaining: Cost[]
  reasons: Reason[]
  iterations: number
  /** When the first feasible schedule was found. */
  firstFeasible: { iterations: number; elapsedMilliseconds: number | null } | null
  elapsedMilliseconds: number | null
}
