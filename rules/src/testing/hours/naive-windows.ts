import type { Day } from '../../dates.ts'
import type { WorkHourSettings } from '../../work-hours/settings.ts'
import type { TraineeHours } from '../../work-hours/trainee-hours.ts'
import { isOn, type Slots } from './naive-slots.ts'
import { entry, type Entry } from './naive-entry.ts'

type Window = { days: Day[]; rotationId: string | null; isReading: boolean }

/** For the second implementation: windows as lists of days, every figure by walking slots. */
export function windowEntries(trainee: TraineeHours, settings: WorkHourSettings, slots: Slots): Entry[] {
  const windows = windowsOf(trainee, settings)
  const entries: Entry[] = []
  const brokenDays = new Set<Day>()
  const nights = nightsOf(slots, settings.policies.mergeGapMinutes.value)
  for (const window of windows) {
    const eligibleDays = new Set(window.days.filter((day) => !trainee.leaves.some((leave) => isOn(leave, day))))
    const days = eligibleDays.size
    const first = window.days[0]!
    const last = window.days.at(-1)!
    const from = slots.day.indexOf(first)
    const until = slots.day.lastIndexOf(last) + 1
    const eligible = new Uint8Array(slots.count)
    for (let slot = from; slot < until; slot += 1) eligible[slot] = eligibleDays.has(slots.day[slot]!) ? 1 : 0
    const minutesWhere = (row: Uint8Array, lastOn: Day = last, firstOn: Day = first) => {
      let sum = 0
      for (let slot = from; slot < until; slot += 1) {
        const day = slots.day[slot]!
        if (row[slot] && eligible[slot] && day >= firstOn && day <= lastOn) sum += slots.minutes
      }
      return sum
    }
    const parts = (trainee.partLeaves ?? []).filter(
      (part) => eligible[(part.startAt - slots.fromAt) / slots.minutes] === 1,
    )
    const away = new Uint8Array(slots.count)
    for (const part of parts)
      away.fill(1, (part.startAt - slots.fromAt) / slots.minutes, (part.endAt - slots.fromAt) / slots.minutes)
    const all = minutesWhere(slots.worked)
    const minutes = minutesWhere(slots.worked.map((worked, slot) => (away[slot] ? 0 : worked)))
    const partOf = new Map<Day, number>()
    for (const part of parts) {
      const day = slots.day[(part.startAt - slots.fromAt) / slots.minutes]!
      partOf.set(day, Math.min(480, (partOf.get(day) ?? 0) + part.workdayMinutes))
    }
    const averaged = days * 480 - [...partOf.values()].reduce((sum, part) => sum + part, 0)
    const average = minutes / 60 / (averaged / 480 / 7)
    const own = settings.exceptions.filter(({ rotationId }) => rotationId === window.rotationId)
    const isExcepted = own.some(
      (exception) =>
        [exception.officialApprovedOn, exception.committeeApprovedOn, exception.reviewCommitteeApprovedOn].every(
          (day) => day !== null && day <= first,
        ) && exception.expiresOn >= last,
    )
    const limit = isExcepted ? 88 : 80
    const grade = window.isReading ? 'warning' : 'violation'
    const about = (rule: string, severity: string, measured: number) =>
      entries.push(entry(rule, severity, first, measured))
    const isAbove = averaged > 0 && minutes * 7 * 480 > limit * 60 * averaged
    if (isAbove) {
      about('WH-80', all * 7 > limit * 60 * days ? grade : 'warning', average)
      for (const day of window.days) brokenDays.add(day)
    } else {
      for (let weekOn = first; weekOn <= last; weekOn += 7) {
        const week = minutesWhere(slots.worked, weekOn + 6, weekOn)
        if (week > limit * 60) entries.push(entry('HIGH-WEEK', 'note', weekOn, week / 60))
      }
    }
    if (own.length > 0 && averaged > 0 && minutes * 7 * 480 > 80 * 60 * averaged) about('WH-88', 'warning', average)
    const daysOff = daysOffWhere(slots.busy, eligible, slots)
    const required = Math.floor(days / 7)
    if (daysOff.count < required) {
      about('WH-1IN7', daysOff.across >= required ? 'warning' : grade, daysOff.count)
      const isOnCall = slots.homeCall.some((marked, slot) => marked === 1 && eligible[slot] === 1)
      if (isOnCall && daysOffWhere(slots.worked, eligible, slots).count >= required)
        about('WH-HC', 'note', daysOff.count)
    }
    const calls = nights.filter((slot) => eligible[slot] === 1).length
    if (calls > Math.floor(days / 3)) about('WH-Q3', grade, calls)
    const floats = trainee.periods.filter(
      ({ kind, startAt }) => kind === 'night-float' && eligible[(startAt - slots.fromAt) / slots.minutes] === 1,
    ).length
    if (floats > 0 && (isAbove || daysOff.count < required)) about('WH-NF', 'note', floats)
    const fromHome = minutesWhere(slots.homeCallWork)
    if (fromHome > 0) about('WH-HC3', 'note', fromHome / 60)
  }
  return [...entries, ...rollingEntries(trainee, slots, brokenDays)]
}

function windowsOf({ stints, horizon }: TraineeHours, { averaging }: WorkHourSettings): Window[] {
  const windows: Window[] = []
  const range = (from: Day, until: Day) => Array.from({ length: until - from + 1 }, (_, index) => from + index)
  for (const rotationId of new Set(stints.map((stint) => stint.rotationId))) {
    const days = new Set(
      stints.filter((stint) => stint.rotationId === rotationId).flatMap((s) => range(s.startOn, s.endOn)),
    )
    for (const run of consecutive([...days])) windows.push(...split(run, averaging).map((w) => ({ ...w, rotationId })))
  }
  const free = range(horizon.startOn, horizon.endOn).filter((day) => !stints.some((stint) => isOn(stint, day)))
  for (const run of consecutive(free)) {
    windows.push(...split(run, 'four-weeks').map(({ days }) => ({ days, rotationId: null, isReading: true })))
  }
  return windows.filter(({ days }) => days.some((day) => isOn(horizon, day)))
}

function consecutive(days: Day[]): Day[][] {
  const runs: Day[][] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    if (runs.at(-1)?.at(-1) === day - 1) runs.at(-1)!.push(day)
    else runs.push([day])
  }
  return runs
}

function split(days: Day[], averaging: 'four-weeks' | 'months'): { days: Day[]; isReading: boolean }[] {
  if (days.length <= 31) return [{ days, isReading: false }]
  if (averaging === 'four-weeks') {
    return [{ days: days.slice(0, 28), isReading: false }, ...splitRest(days.slice(28))]
  }
  const month = (day: Day) => new Date(day * 86_400_000).toISOString().slice(0, 7)
  return [...new Set(days.map(month))].map((name) => {
    const own = days.filter((day) => month(day) === name)
    return { days: own, isReading: month(own[0]! - 1) === name || month(own.at(-1)! + 1) === name }
  })
}

function splitRest(days: Day[]): { days: Day[]; isReading: boolean }[] {
  if (days.length > 31) return split(days, 'four-weeks')
  return [{ days, isReading: days.length < 28 }]
}

function nightsOf(slots: Slots, mergeGap: number): number[] {
  const nights: number[] = []
  const perDay = 1440 / slots.minutes
  let from = -1
  let last = -1
  const close = () => {
    if (from < 0) return
    const count = Math.max(1, Math.round((last + 1 - from) / perDay))
    for (let night = 0; night < count; night += 1) nights.push(from + night * perDay)
  }
  for (let slot = 0; slot < slots.count; slot += 1) {
    if (!slots.call[slot]) continue
    const gap = (slot - last - 1) * slots.minutes
    if (from < 0 || !(gap === 0 || gap < mergeGap)) {
      close()
      from = slot
    }
    last = slot
  }
  close()
  return nights
}

function daysOffWhere(row: Uint8Array, eligible: Uint8Array, slots: Slots): { count: number; across: number } {
  let count = 0
  let across = 0
  for (let slot = 0; slot < slots.count; slot += 1) {
    if (!eligible[slot] || row[slot]) continue
    let until = slot
    while (until < slots.count && eligible[until] && !row[until]) until += 1
    let from = slot
    while (from > 0 && !row[from - 1]) from -= 1
    let to = until
    while (to < slots.count && !row[to]) to += 1
    const perDay = 1440 / slots.minutes
    const before = from === 0 ? 0 : (slot - from) % perDay
    const after = to === slots.count ? 0 : (to - until) % perDay
    const inside = until - slot
    count += Math.floor(inside / perDay)
    across += Math.floor(inside / perDay) + Math.floor((before + (inside % perDay) + after) / perDay)
    slot = until - 1
  }
  return { count, across }
}

function rollingEntries({ horizon, leaves }: TraineeHours, slots: Slots, brokenDays: Set<Day>): Entry[] {
  const minutesOn = new Map<Day, number>()
  for (let slot = 0; slot < slots.count; slot += 1) {
    const day = slots.day[slot]!
    if (slots.worked[slot]) minutesOn.set(day, (minutesOn.get(day) ?? 0) + slots.minutes)
  }
  const entries: Entry[] = []
  let worst: { day: Day; average: number } | null = null
  const close = () => {
    if (worst === null) return
    const { day: endOn, average } = worst
    const days = Array.from({ length: 28 }, (_, back) => endOn - back)
    if (!days.some((day) => brokenDays.has(day))) entries.push(entry('FATIGUE-ROLLING', 'warning', endOn - 27, average))
    worst = null
  }
  const isAway = (day: Day) => leaves.some((leave) => isOn(leave, day))
  for (let day = horizon.startOn; day <= horizon.endOn; day += 1) {
    let minutes = 0
    let days = 28
    for (let on = day - 27; on <= day; on += 1) minutes += minutesOn.get(on) ?? 0
    for (let on = day - 27; leaves.length > 0 && on <= day; on += 1) {
      if (!isAway(on)) continue
      minutes -= minutesOn.get(on) ?? 0
      days -= 1
    }
    if (days < 14 || minutes * 7 <= 4800 * days) {
      close()
      continue
    }
    const average = (minutes * 7) / (60 * days)
    if (worst === null || average > worst.average + 1e-9) worst = { day, average }
  }
  close()
  return entries
}
