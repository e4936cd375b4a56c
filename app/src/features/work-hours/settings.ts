import {
  type Policy,
  type WeeklyHoursException,
  DEFAULT_WORK_HOUR_SETTINGS,
  dayOf,
  type WorkHourPolicies,
  type WorkHourSettings,
} from '@gradus/rules'
import { z } from 'zod'
import { isoDate } from '../../contract/fields.ts'

/** A choice with who says so, and whether somebody has read it there. */
const marked = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    source: z.string().trim().min(1, 'Say who decided this, or where it stands.').max(300),
    verified: z.boolean(),
  })

const minuteOfDay = z.int().min(0).max(1439, 'Give a time between 00:00 and 23:59.')

/** How the days of a rotation usually are. `kind` is what the draft of a day is logged as. An end at or before the start is on the next day. */
const usualDay = z.object({
  kind: z.enum(['assignment', 'night-float', 'remote-assignment', 'required-research']),
  /** Monday 1 to Sunday 7; empty where nothing is drafted. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  startMinute: minuteOfDay,
  endMinute: minuteOfDay,
})
export type UsualDay = z.output<typeof usualDay>

const exception = z.object({
  rotationId: z.string().min(1, 'Choose the rotation.').max(60),
  weeklyHours: z.int().min(81, 'An exception is above 80 hours.').max(88, 'An exception reaches 88 hours at most.'),
  rationale: z.string().trim().min(1, 'Say what the trainees learn by it.').max(1000),
  officialApprovedOn: isoDate.nullable(),
  committeeApprovedOn: isoDate.nullable(),
  reviewCommitteeApprovedOn: isoDate.nullable(),
  expiresOn: isoDate,
})

const whole = (min: number, max: number) =>
  z.int('Give a whole number.').min(min, `Give at least ${min}.`).max(max, `Give at most ${max}.`)

export const hourSettings = z.object({
  basis: z.enum(['accreditor', 'institution']),
  averaging: z.enum(['four-weeks', 'months']),
  /** Of every rotation that `rotationDays` does not name. */
  usualDay: marked(usualDay),
  rotationDays: z.array(marked(usualDay).extend({ rotationId: z.string().min(1).max(60) })).max(200),
  /** Nothing is drafted for the day on which a night in the hospital ends. */
  freeAfterCall: marked(z.boolean()),
  /** A week locks so many days after its Sunday. */
  locksAfterDays: marked(whole(1, 60)),
  /** The weekday, Monday 1 to Sunday 7, on which trainees are asked about weeks that are over; null asks nobody. */
  asksOnWeekday: marked(z.int().min(1).max(7).nullable()),
  /** The first day that hours are kept for here; null asks about the last four weeks only. */
  keptSince: isoDate.nullable(),
  /** Rotation by rotation and who is late, for chiefs; nobody's hours. */
  chiefsSeeSummary: marked(z.boolean()),
  chiefsSeeHours: marked(z.boolean()),
  /** Whether a concern told without a name may also be given to the program director, if its writer wants that. */
  directorReadsConcerns: marked(z.boolean()),
  causes: z
    .array(z.string().trim().min(1, 'A cause may not be empty.').max(80))
    .min(1, 'Keep at least one cause.')
    .max(20),
  mergeGapMinutes: marked(whole(0, 240)),
  moonlighting: marked(z.enum(['none', 'internal', 'any'])),
  maxConsecutiveNights: marked(whole(1, 14).nullable()),
  postCallRestAfterHomeCall: marked(z.boolean()),
  taxingHomeCallMinutes: marked(whole(30, 1440).nullable()),
  rollingWindow: marked(z.boolean()),
  exceptionsConsidered: marked(z.boolean()),
  exceptions: z.array(exception).max(40),
})
export type HourSettings = z.output<typeof hourSettings>

const { policies } = DEFAULT_WORK_HOUR_SETTINGS
const local = <T>(value: T, source: string): Policy<T> => ({ value, source, verified: false })

/** What holds until a program decides otherwise; none of it is a figure of an accreditor. */
export const defaultHourSettings: HourSettings = {
  basis: 'accreditor',
  averaging: 'four-weeks',
  usualDay: local(
    { kind: 'assignment', weekdays: [1, 2, 3, 4, 5], startMinute: 7 * 60, endMinute: 17 * 60 },
    'A usual working day, assumed; set your own',
  ),
  rotationDays: [],
  freeAfterCall: local(true, 'Local policy, assumed'),
  locksAfterDays: local(10, 'Local policy, assumed'),
  asksOnWeekday: local<number | null>(1, 'Local policy, assumed: the day after a week is over'),
  keptSince: null,
  chiefsSeeSummary: local(true, 'Local policy, assumed: chiefs make the schedule, and see by rotation what it does'),
  chiefsSeeHours: local(false, 'Hours are not other trainees’ business unless the program says so'),
  directorReadsConcerns: local(false, 'Concerns go to the institution’s office unless the program says otherwise'),
  causes: [
    'More work than usual',
    'A colleague was away',
    'A patient needed me',
    'Teaching or a conference',
    'Paperwork after hours',
    'How the schedule was made',
    'My own choice to stay',
    'Something else',
  ],
  mergeGapMinutes: policies.mergeGapMinutes,
  moonlighting: policies.moonlighting,
  maxConsecutiveNights: policies.maxConsecutiveNights,
  postCallRestAfterHomeCall: policies.postCallRestAfterHomeCall,
  taxingHomeCallMinutes: policies.taxingHomeCallMinutes,
  rollingWindow: policies.rollingWindow,
  exceptionsConsidered: policies.exceptionsConsidered,
  exceptions: [],
}

/** The program's choices as the rules take them. The same settings give the same object, for what is remembered by it. */
const known = new WeakMap<HourSettings, WorkHourSettings>()

export function rulesSettings(settings: HourSettings): WorkHourSettings {
  let rules = known.get(settings)
  if (rules === undefined) known.set(settings, (rules = toRules(settings)))
  return rules
}

function toRules(settings: HourSettings): WorkHourSettings {
  const chosen: WorkHourPolicies = {
    ...policies,
    mergeGapMinutes: settings.mergeGapMinutes,
    moonlighting: settings.moonlighting,
    maxConsecutiveNights: settings.maxConsecutiveNights,
    postCallRestAfterHomeCall: settings.postCallRestAfterHomeCall,
    taxingHomeCallMinutes: settings.taxingHomeCallMinutes,
    rollingWindow: settings.rollingWindow,
    exceptionsConsidered: settings.exceptionsConsidered,
  }
  return {
    ...DEFAULT_WORK_HOUR_SETTINGS,
    basis: settings.basis,
    averaging: settings.averaging,
    exceptions: settings.exceptions.map(exceptionOf),
    policies: chosen,
  }
}

const dayOrNull = (iso: string | null) => (iso === null ? null : dayOf(iso))

const exceptionOf = (given: HourSettings['exceptions'][number]): WeeklyHoursException => ({
  rotationId: given.rotationId,
  weeklyHours: given.weeklyHours,
  rationale: given.rationale,
  officialApprovedOn: dayOrNull(given.officialApprovedOn),
  committeeApprovedOn: dayOrNull(given.committeeApprovedOn),
  reviewCommitteeApprovedOn: dayOrNull(given.reviewCommitteeApprovedOn),
  expiresOn: dayOf(given.expiresOn),
})

/** How a rotation's days usually are; null where its hours are those of the calls. */
export function usualDayOf(
  settings: HourSettings,
  rotation: { readonly rotationId: string; readonly isCall: boolean },
): UsualDay | null {
  const own = settings.rotationDays.find(({ rotationId }) => rotationId === rotation.rotationId)
  return own?.value ?? (rotation.isCall ? null : settings.usualDay.value)
}
