import { z } from 'zod'

/**
 * What kinds of call there are. `atHome`: only what is worked counts as work, and the night is no in-house call. `takesDay`: nobody does the
 * rotation's own work on its day.
 */
export const callKinds = {
  'in-house': { label: 'In-house call', atHome: false, work: 'in-house-call', takesDay: false },
  'at-home': { label: 'At-home call', atHome: true, work: null, takesDay: false },
  'night-float': { label: 'Night float', atHome: false, work: 'night-float', takesDay: true },
  weekend: { label: 'Weekend duty', atHome: false, work: 'assignment', takesDay: false },
  backup: { label: 'Backup', atHome: true, work: null, takesDay: false },
  evening: { label: 'Evening shift', atHome: false, work: 'assignment', takesDay: true },
} as const
export type CallKind = keyof typeof callKinds
export const callKind = z.enum(Object.keys(callKinds) as [CallKind, ...CallKind[]])

const few = (most: number) =>
  z.int('Give a whole number.').min(1, 'Give at least 1.').max(most, `Give at most ${most}.`)
const names = z.array(z.string().trim().min(1).max(60)).max(40)

/**
 * How a pool is filled: the program's own choice, so every value may be left out (null: no such rule). Levels are the definition's
 * (`PGY-4`); rotations are its ids and are asked of the rotation a trainee is on that day.
 */
export const poolSettings = z.object({
  levels: names.nullable().default(null),
  /** Only while on one of these rotations. */
  rotations: names.nullable().default(null),
  /** Never while on one of these. */
  exceptRotations: names.default([]),
  /** Not while on a rotation away from the pool's own institution. */
  exceptOffSite: z.boolean().default(true),
  /** Months of training in the program before the first call here. */
  monthsOfTraining: few(84).nullable().default(null),
  /** All of them must be held on the day. */
  privileges: names.default([]),
  /** From one call here to the next at least so many days: 4 is every fourth day at most. */
  spacingDays: few(28).nullable().default(null),
  maxPerWeek: few(7).nullable().default(null),
  /** In any calendar month. */
  maxPerMonth: few(31).nullable().default(null),
  weekendShape: z.enum(['saturday-sunday', 'friday-sunday']).nullable().default(null),
  /** Consecutive nights and the free days after them. */
  nightRun: z
    .object({
      min: few(14).nullable().default(null),
      max: few(14).nullable().default(null),
      daysOff: few(7).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Whoever has been on call has no other duty on the day after. */
  postCallDay: z.boolean().default(false),
  /** These levels work here only beside somebody of those, in this pool or another. */
  pairing: z
    .object({ juniorLevels: names, seniorLevels: names, seniorPoolId: z.uuid().nullable().default(null) })
    .nullable()
    .default(null),
  /** Pools whose shifts may be held on one day with those of this one: after each other, or at the same time where one is backup. */
  togetherWith: z.array(z.uuid()).max(40).default([]),
  /** Days without call before and after the named events that concern the trainee. */
  daysBeforeEvents: z.int().min(0).max(14).default(0),
  daysAfterEvents: z.int().min(0).max(14).default(0),
  /** Nights before a leave begins that should stay free. */
  daysBeforeLeave: z.int().min(0).max(7).default(1),
  swapsNeedApproval: z.boolean().default(false),
  /** Swaps close so many hours before the call begins. */
  swapNoticeHours: z.int().min(0).max(720).default(0),
})
export type PoolSettings = z.output<typeof poolSettings>
export const usualSettings: PoolSettings = poolSettings.parse({})

/** What one shift is worth when call is shared out. */
export const shiftPoints = z.object({
  weekday: z.int().min(0).max(100),
  weekend: z.int().min(0).max(100),
  holiday: z.int().min(0).max(100),
})
export type ShiftPoints = z.output<typeof shiftPoints>

/** `as-weekday`: a holiday is a day like others; `also`: runs on every holiday besides; `not`: rests on holidays; `only`: holidays alone. */
export const onHolidays = ['as-weekday', 'also', 'not', 'only'] as const
export type OnHolidays = (typeof onHolidays)[number]

/** Why a call was changed by hand: one tap. The texts are shown; the ids are what patterns are counted by. */
export const callReasons = {
  illness: 'Illness or emergency',
  request: 'The trainee asked',
  'after-leave': 'Too close to a leave',
  sequence: 'Too much in a row',
  fairness: 'Fairer this way',
  teaching: 'Teaching or conference',
  supervision: 'Right mix of people',
  mistake: 'Correcting a mistake',
  other: 'Something else',
} as const
export type CallReason = keyof typeof callReasons
export const callReason = z.enum(Object.keys(callReasons) as [CallReason, ...CallReason[]])
