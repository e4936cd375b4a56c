import type { Interval } from './spans.ts'

/**
 * What a trainee can log. `counts`: it counts towards the weekly hours and ends a day off. `isScheduled`: it is a scheduled
 * assignment or required education, which the limits on continuous work and the rest between periods are about.
 */
export const WORK_KINDS = {
  assignment: { label: 'scheduled work', counts: true, isScheduled: true },
  'in-house-call': { label: 'in-house call', counts: true, isScheduled: true },
  'night-float': { label: 'night float', counts: true, isScheduled: true },
  education: { label: 'required education', counts: true, isScheduled: true },
  'remote-assignment': { label: 'scheduled remote reading', counts: true, isScheduled: true },
  'home-call-in-hospital': { label: 'called in from home', counts: true, isScheduled: false },
  'home-call-remote': { label: 'patient care from home on call', counts: true, isScheduled: false },
  'work-from-home': { label: 'clinical work from home', counts: true, isScheduled: false },
  'required-research': { label: 'research the program requires', counts: true, isScheduled: false },
  'moonlighting-internal': { label: 'moonlighting here', counts: true, isScheduled: false },
  'moonlighting-external': { label: 'moonlighting elsewhere', counts: true, isScheduled: false },
  'self-study': { label: 'reading and study', counts: false, isScheduled: false },
  commute: { label: 'travel', counts: false, isScheduled: false },
} as const satisfies Record<string, { readonly label: string; readonly counts: boolean; readonly isScheduled: boolean }>

export type WorkKind = keyof typeof WORK_KINDS

/**
 * One entry of the log or of the schedule, in elapsed time.
 *
 * `extension` says what keeps the trainee after the longest allowed assignment: `transition` is handing over, safety or
 * education without new patients; `voluntary-stay` is the trainee's own choice for one patient or event, with its `reason`.
 * Without it the time is an assignment that may bring new patients.
 */
export type WorkPeriod = Interval & {
  readonly id: string
  readonly kind: WorkKind
  readonly extension: 'transition' | 'voluntary-stay' | null
  readonly reason: string | null
}

/** Being on call from home, whether or not a call comes. What is worked in it is logged as work periods. */
export type HomeCall = Interval & { readonly id: string }

export function isMoonlighting({ kind }: WorkPeriod): boolean {
  return kind === 'moonlighting-internal' || kind === 'moonlighting-external'
}

export function isHomeCallWork({ kind }: WorkPeriod): boolean {
  return kind === 'home-call-in-hospital' || kind === 'home-call-remote'
}

/** A voluntary stay that says why. */
export function isReasonedStay({ extension, reason }: WorkPeriod): boolean {
  return extension === 'voluntary-stay' && reason !== null && reason.trim() !== ''
}
