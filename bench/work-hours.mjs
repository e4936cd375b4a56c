// npm run bench:work-hours: how fast the work-hour rules judge a year of an institution, one trainee, and one "what if".
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/install.mjs'
import { conditions, median, percentile, report } from './report.mjs'

const trainees = 2100
const rowsEach = 300
const targetSeconds = 10
const targetMilliseconds = 5

execFileSync(process.execPath, [join(root, 'node_modules/tsc7/bin/tsc'), '-b', join(root, 'rules')], {
  stdio: 'inherit',
})
const { atClock, checkWorkHours, dayOf, DEFAULT_WORK_HOUR_SETTINGS, workHourChecker } = await import(
  new URL('../rules/dist/index.js', import.meta.url).href
)

const startOn = dayOf('2026-07-01')
const year = { startOn, endOn: dayOf('2027-06-30') }
const zone = [
  { fromAt: dayOf('2026-01-01') * 1440, offsetMinutes: -300 },
  { fromAt: dayOf('2026-11-01') * 1440 + 420, offsetMinutes: -360 },
  { fromAt: dayOf('2027-03-14') * 1440 + 480, offsetMinutes: -300 },
]

/** The same numbers on every run. */
function randomFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A resident's year: long weekdays, every fifth night or so in the house with handing over, some nights from home. */
function traineeYear(index) {
  const random = randomFrom(index + 1)
  const periods = []
  const homeCalls = []
  const add = (kind, day, fromMinute, untilMinute, extension = null) =>
    periods.push({
      id: `${index}-${periods.length}`,
      kind,
      startAt: atClock(zone, day, 0) + fromMinute,
      endAt: atClock(zone, day, 0) + untilMinute,
      extension,
      reason: null,
    })
  let freeOn = startOn
  for (let day = startOn; day <= year.endOn && periods.length < rowsEach; day += 1) {
    if (day < freeOn) continue
    const isWeekend = (day + 3) % 7 > 4
    if (isWeekend && random() < 0.72) continue
    const overtime = Math.round(random() * 150)
    if (random() < 0.17) {
      add('in-house-call', day, 420, 1860)
      add('in-house-call', day, 1860, 1860 + overtime, 'transition')
      freeOn = day + 2
    } else {
      add(random() < 0.1 ? 'education' : 'assignment', day, 420, 990 + overtime)
      if (random() < 0.08) {
        homeCalls.push({
          id: `${index}-home-${day}`,
          startAt: atClock(zone, day, 1140),
          endAt: atClock(zone, day + 1, 360),
        })
        add('home-call-in-hospital', day, 1320, 1320 + overtime)
      } else if (random() < 0.03) add('moonlighting-external', day, 1140 + overtime, 1380)
    }
  }
  for (let day = year.endOn; periods.length < rowsEach; day -= 1) add('work-from-home', day, 1260, 1290)
  const stints = Array.from({ length: 13 }, (_, block) => ({
    rotationId: `rotation-${(index + block) % 9}`,
    label: `Rotation ${(index + block) % 9}`,
    siteId: null,
    isNightFloat: false,
    startOn: startOn + block * 28,
    endOn: block === 12 ? year.endOn : startOn + block * 28 + 27,
  }))
  const vacation = startOn + 28 + Math.floor(random() * 250)
  return {
    id: `trainee-${index}`,
    label: `Trainee ${index}`,
    zone,
    horizon: year,
    periods,
    homeCalls,
    stints,
    leaves: [{ startOn: vacation, endOn: vacation + 6 }],
    years: [{ ...year, postgraduateYear: 1 + (index % 6) }],
    visa: null,
    moonlighting: null,
  }
}

const measured = conditions()
const all = Array.from({ length: trainees }, (_, index) => traineeYear(index))
const rows = all.reduce((sum, { periods }) => sum + periods.length, 0)

let findings = 0
const startedAt = performance.now()
const processorBefore = process.cpuUsage()
for (const trainee of all) findings += checkWorkHours(trainee, DEFAULT_WORK_HOUR_SETTINGS).length
const seconds = (performance.now() - startedAt) / 1000
const processor = process.cpuUsage(processorBefore)
const processorSeconds = (processor.user + processor.system) / 1e6

/** The middle of three runs in milliseconds: one run more often measures what else the machine does. */
function timed(work) {
  return median(
    [1, 2, 3].map(() => {
      const from = performance.now()
      work()
      return performance.now() - from
    }),
  )
}

const sample = all.slice(0, 500)
const each = sample.map((trainee) => timed(() => checkWorkHours(trainee, DEFAULT_WORK_HOUR_SETTINGS)))
const previewed = (trainee, index) => {
  const checker = workHourChecker(trainee, DEFAULT_WORK_HOUR_SETTINGS)
  const startAt = atClock(zone, startOn + 30 + ((index * 37) % 300), 1020)
  const added = { id: 'added', kind: 'in-house-call', startAt, endAt: startAt + 840, extension: null, reason: null }
  const removeIds = [trainee.periods[index % rowsEach].id]
  return timed(() => checker.preview({ addPeriods: [added], removeIds }))
}
// A server has answered before: the first hundred are not measured.
all.slice(-100).forEach(previewed)
const previews = sample.map(previewed)

const milliseconds = (value) => `${value.toFixed(2)} ms`
await report('work-hours', {
  command: 'npm run bench:work-hours',
  measured,
  rows: [
    {
      what: `A year of ${trainees.toLocaleString('en')} trainees, ${rows.toLocaleString('en')} work periods, all rules, one core`,
      value: `${seconds.toFixed(2)} s, ${Math.round(rows / seconds).toLocaleString('en')} periods a second; ${processorSeconds.toFixed(2)} s of processor, collecting garbage included`,
      target: `${targetSeconds} s`,
      met: seconds <= targetSeconds,
    },
    {
      what: `One trainee’s year of ${rowsEach} periods`,
      value: `median ${milliseconds(median(each))}, 99 % within ${milliseconds(percentile(each, 0.99))}`,
      target: `${targetMilliseconds} ms`,
      met: percentile(each, 0.99) <= targetMilliseconds,
    },
    {
      what: '“What if this call were added and that work taken away”, months apart, in a year',
      value: `median ${milliseconds(median(previews))}, 99 % within ${milliseconds(percentile(previews, 0.99))}`,
      target: `${targetMilliseconds} ms`,
      met: percentile(previews, 0.99) <= targetMilliseconds,
    },
  ],
  details: { trainees, rows, findings, seconds, processorSeconds },
})
