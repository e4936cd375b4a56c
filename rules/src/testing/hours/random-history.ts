import { dayOf } from '../../dates.ts'
import type { WorkHourSettings } from '../../work-hours/settings.ts'
import type { PartLeave, RotationStint, TraineeHours, Visa } from '../../work-hours/trainee-hours.ts'
import type { HomeCall, WorkKind, WorkPeriod } from '../../work-hours/work-period.ts'
import type { Zone } from '../../work-hours/zone.ts'
import { settingsWith, stint } from './facts.ts'
import { isoOf } from '../../dates.ts'

/** A generator of numbers from a seed, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Zones with a change in the middle of what is generated: forwards, backwards, by half an hour where the grid has them, or none. */
function zoneAround(day: number, slotMinutes: number, random: () => number): Zone {
  const isHourly = slotMinutes > 30
  const winter = (isHourly ? [-360, 0, -300, 480] : [-360, 0, 630, 330])[Math.floor(random() * 4)]!
  const shift = [60, -60, isHourly ? 60 : 30, 0][Math.floor(random() * 4)]!
  const changeAt = day * 1440 + 120 - winter
  return [
    { fromAt: changeAt - 200 * 1440, offsetMinutes: winter },
    { fromAt: changeAt, offsetMinutes: winter + shift },
  ]
}

const DAY_KINDS: readonly WorkKind[] = [
  'assignment',
  'assignment',
  'assignment',
  'remote-assignment',
  'education',
  'required-research',
  'night-float',
  'in-house-call',
  'moonlighting-internal',
  'moonlighting-external',
  'work-from-home',
  'self-study',
]

/** A small random history on a grid of `slotMinutes`, dense enough to break every rule now and then. */
export function randomHistory(
  seed: number,
  slotMinutes: number,
  longShare = 0.03,
): { trainee: TraineeHours; settings: WorkHourSettings } {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
  const whole = (most: number) => Math.floor(random() * (most + 1))
  const first = dayOf('2026-10-20') + whole(20)
  const isLong = random() < longShare
  const stints: RotationStint[] = []
  let day = first
  while (day < first + (isLong ? 60 : 6)) {
    const length = isLong ? 14 + whole(40) : 4 + whole(6)
    const over = { isNightFloat: random() < 0.2 }
    if (random() < 0.9) stints.push(stint(pick(['ct', 'mr', 'us']), isoOf(day), isoOf(day + length - 1), over))
    day += length
  }
  const last = day - 1
  const zone = zoneAround(first + whole(last - first), slotMinutes, random)
  const grid = (minutes: number) => Math.round(minutes / slotMinutes) * slotMinutes
  const at = (on: number, minutes: number) => on * 1440 - zone[0].offsetMinutes + grid(minutes)
  const periods: WorkPeriod[] = []
  const homeCalls: HomeCall[] = []
  const add = (kind: WorkKind, startAt: number, length: number, extension: WorkPeriod['extension'] = null) => {
    const endAt = startAt + Math.max(slotMinutes, grid(length))
    const reason = extension === 'voluntary-stay' && random() < 0.7 ? 'one patient' : null
    periods.push({ id: String(periods.length), kind, startAt, endAt, extension, reason })
    return endAt
  }
  const workdays = 0.1 + 0.9 * Math.sqrt(random())
  const callShare = random() * 0.4
  for (let on = first - whole(2); on <= last; on += 1) {
    if (random() > workdays) continue
    if (random() < callShare) {
      const kind: WorkKind = random() < 0.8 ? 'in-house-call' : 'night-float'
      const until = add(
        kind,
        at(on, 420 + random() * 700),
        kind === 'night-float' ? 600 + whole(300) : 900 + whole(900),
      )
      if (random() < 0.5) {
        const left = add(pick<WorkKind>(['in-house-call', 'education']), until, 60 + whole(240), 'transition')
        if (random() < 0.4) add('in-house-call', left, 30 + whole(120), 'voluntary-stay')
      }
    } else {
      const until = add(pick(DAY_KINDS), at(on, 300 + random() * 400), 240 + whole(660))
      if (random() < 0.3) add(pick(DAY_KINDS), until + grid(random() * 200), 120 + whole(360))
    }
    if (random() < 0.15) {
      const startAt = at(on, 1020)
      homeCalls.push({ id: `home-${on}`, startAt, endAt: at(on + 1, 420) })
      for (let calls = whole(3); calls > 0; calls -= 1) {
        add(
          pick<WorkKind>(['home-call-in-hospital', 'home-call-remote']),
          startAt + grid(random() * 700),
          30 + whole(240),
        )
      }
    }
  }
  const partLeaves: PartLeave[] = []
  for (let part = random() < 0.4 ? 1 + whole(2) : 0; part > 0; part -= 1) {
    const startAt = at(first + whole(last - first), 360 + 180 * part)
    const length = Math.max(slotMinutes, grid(60 + random() * 180))
    partLeaves.push({ startAt, endAt: startAt + length, workdayMinutes: length })
  }
  const leaveOn = first + whole(last - first)
  const trainee: TraineeHours = {
    id: 'ada',
    label: 'Ada Fictional',
    zone,
    horizon: { startOn: first + whole(2), endOn: last - whole(2) },
    periods: random() < 0.2 ? periods.toReversed() : periods,
    homeCalls,
    stints,
    leaves: random() < 0.4 ? [{ startOn: leaveOn, endOn: leaveOn + whole(5) }] : [],
    partLeaves,
    years: random() < 0.5 ? [{ startOn: first, endOn: first + 6, postgraduateYear: 1 + whole(1) }] : [],
    visa: pick<Visa | null>(['J-1', 'H-1B', null]),
    moonlighting: pick(['none', 'internal', 'any', null, null, null]),
  }
  return { trainee, settings: randomSettings(random, first, last) }
}

function randomSettings(random: () => number, first: number, last: number): WorkHourSettings {
  const approval = () => (random() < 0.9 ? first - 10 + Math.floor(random() * 12) : null)
  const exception = {
    rotationId: 'ct',
    weeklyHours: 88,
    rationale: 'continuity on a transplant service',
    officialApprovedOn: approval(),
    committeeApprovedOn: approval(),
    reviewCommitteeApprovedOn: approval(),
    expiresOn: last - Math.floor(random() * 10) + 5,
  }
  return settingsWith(
    { mergeGapMinutes: random() < 0.3 ? 60 : 0 },
    { averaging: random() < 0.5 ? 'months' : 'four-weeks', exceptions: random() < 0.3 ? [exception] : [] },
  )
}
