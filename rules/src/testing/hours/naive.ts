import type { WorkHourSettings } from '../../work-hours/settings.ts'
import type { TraineeHours } from '../../work-hours/trainee-hours.ts'
import { entry, type Entry } from './naive-entry.ts'
import {
  isCounted,
  isMoonlighting,
  isOn,
  isStayWithReason,
  localDay,
  runsOf,
  slotsOf,
  type Slots,
} from './naive-slots.ts'
import { windowEntries } from './naive-windows.ts'

/**
 * The work-hour rules a second time, slot by slot and without a line in common with the first: slow, and plain enough to be
 * read against the requirements. All times must be multiples of `slotMinutes`.
 */
export function naiveEntries(trainee: TraineeHours, settings: WorkHourSettings, slotMinutes: number): Entry[] {
  const slots = slotsOf(trainee, slotMinutes)
  return [...windowEntries(trainee, settings, slots), ...eventEntries(trainee, settings, slots)]
}

function eventEntries(trainee: TraineeHours, settings: WorkHourSettings, slots: Slots): Entry[] {
  const { policies } = settings
  const mergeGap = policies.mergeGapMinutes.value
  const entries: Entry[] = []
  const at = (slot: number) => slots.fromAt + slot * slots.minutes
  const isIn = (instant: number) => isOn(trainee.horizon, localDay(trainee, instant))
  const hours = (from: number, until: number) => ((until - from) * slots.minutes) / 60
  const nextMarked = (row: Uint8Array, from: number) => {
    let slot = from
    while (slot < slots.count && !row[slot]) slot += 1
    return slot === slots.count ? Infinity : slot
  }
  const lastMarked = (row: Uint8Array, from: number, until: number) => {
    let slot = until - 1
    while (slot >= from && !row[slot]) slot -= 1
    return slot < from ? from : slot + 1
  }

  for (const { from, until } of runsOf(slots.scheduled, slots, mergeGap)) {
    const assigned = hours(from, lastMarked(slots.assigned, from, until))
    if (assigned > 24 && isIn(at(from))) entries.push(entry('WH-24', 'violation', at(from), assigned))
    const extended = hours(from, lastMarked(slots.extended, from, until))
    if (extended > 28 && isIn(at(from))) entries.push(entry('WH-24P4', 'violation', at(from), extended))
    const next = nextMarked(slots.worked, until)
    if (hours(from, until) >= 24 && hours(until, next) < 14 && isIn(at(next))) {
      entries.push(entry('WH-14', 'violation', at(next), hours(until, next)))
    }
  }

  let dayBegins: number | null = null
  let ended = 0
  for (const { from, until } of runsOf(slots.scheduledNotStay, slots, mergeGap)) {
    if (dayBegins !== null) {
      const rest = hours(ended, from)
      const isPause = rest * 60 < policies.pauseMinutes.value && hours(dayBegins, until) <= 24
      if (!isPause && rest < 8 && isIn(at(from))) entries.push(entry('WH-8', 'warning', at(ended), rest))
      if (!isPause) dayBegins = from
    } else dayBegins = from
    ended = until
  }

  for (const period of trainee.periods) {
    if (!isIn(period.startAt)) continue
    const day = localDay(trainee, period.startAt)
    const length = (period.endAt - period.startAt) / 60
    if (period.extension === 'voluntary-stay') {
      entries.push(entry('WH-STAY', isStayWithReason(period) ? 'note' : 'warning', period.startAt, length))
    }
    if (isCounted(period) && trainee.leaves.some((leave) => isOn(leave, day))) {
      entries.push(entry('LEAVE-WORK', 'warning', period.startAt, length))
    } else if (isCounted(period)) {
      const away = (trainee.partLeaves ?? []).map(
        ({ startAt, endAt }) => (Math.min(endAt, period.endAt) - Math.max(startAt, period.startAt)) / 60,
      )
      const shared = away.reduce((sum, hours) => sum + Math.max(0, hours), 0)
      if (shared > 0) entries.push(entry('LEAVE-WORK', 'warning', period.startAt, shared))
    }
    if (!isMoonlighting(period)) continue
    const isExternal = period.kind === 'moonlighting-external'
    const byVisa = trainee.visa === 'J-1' || (trainee.visa === 'H-1B' && isExternal)
    const byProgram = trainee.moonlighting === 'none' || (trainee.moonlighting === 'internal' && isExternal)
    if (trainee.years.some((year) => year.postgraduateYear === 1 && isOn(year, day))) {
      entries.push(entry('WH-ML', 'violation', period.startAt, length))
    } else if (trainee.moonlighting === null ? byVisa : byProgram) {
      entries.push(entry('WH-ML', 'warning', period.startAt, length))
    }
    const next = nextMarked(slots.scheduled, (period.startAt - slots.fromAt) / slots.minutes)
    const rest = Math.max(0, at(next) - period.endAt)
    if (rest < 480) entries.push(entry('WH-ML', 'warning', period.startAt, rest / 60))
  }

  return [...entries, ...nightFloatEntries(trainee, settings), ...homeCallEntries(trainee, slots, nextMarked)]
}

function nightFloatEntries(trainee: TraineeHours, { policies }: WorkHourSettings): Entry[] {
  const starts = trainee.periods.filter(({ kind }) => kind === 'night-float').map(({ startAt }) => startAt)
  const firstOf = new Map<number, number>()
  for (const startAt of starts) {
    const day = localDay(trainee, startAt)
    firstOf.set(day, Math.min(startAt, firstOf.get(day) ?? Infinity))
  }
  return [...firstOf].flatMap(([day, startAt]) => {
    if (firstOf.has(day - 1) || !isOn(trainee.horizon, day)) return []
    let nights = 1
    while (firstOf.has(day + nights)) nights += 1
    return nights > (policies.maxConsecutiveNights.value ?? Infinity)
      ? [entry('WH-NF', 'warning', startAt, nights)]
      : []
  })
}

function homeCallEntries(
  trainee: TraineeHours,
  slots: Slots,
  nextMarked: (row: Uint8Array, from: number) => number,
): Entry[] {
  return trainee.homeCalls.flatMap((call) => {
    const row = new Set<number>()
    for (const { kind, startAt, endAt } of trainee.periods) {
      if (!kind.startsWith('home-call') || startAt < call.startAt || startAt >= call.endAt) continue
      for (let at = startAt; at < endAt; at += slots.minutes) row.add((at - slots.fromAt) / slots.minutes)
    }
    if (row.size * slots.minutes <= 240 || !isOn(trainee.horizon, localDay(trainee, call.startAt))) return []
    const ended = Math.max(...row) + 1
    const rest = ((nextMarked(slots.scheduled, ended) - ended) * slots.minutes) / 60
    return rest < 8 ? [entry('WH-HC2', 'warning', call.startAt, rest)] : []
  })
}
