/** Twelve residents over four years of weeks, three entering each year, with exact totals that partition the time. */
import type { PersonActivity, RotationProblem } from '../rotations/problem.ts'
import { yearSlots } from './calendars.ts'

const WEEKS: Record<string, number> = {
  'Body CT intervention': 6,
  'Body MRI': 4,
  'Cardiac radiology': 10,
  'Chest radiology': 12,
  Elective: 37,
  Gastrointestinal: 9,
  Genitourinary: 6,
  Hospital: 8,
  'Hospital CT': 7,
  Mammography: 12,
  Musculoskeletal: 14,
  Neuroradiology: 17,
  'Night call': 4,
  'Nuclear medicine': 16,
  Orientation: 3,
  Pediatrics: 9,
  Ultrasound: 18,
  'Vascular and interventional': 8,
  'Pathology course (off-site)': 4,
  "Children's hospital (off-site)": 4,
}
const YEARS = 4
const TICKS_PER_WEEK = 2
const FIRST_DAY = 20_635

export function fourYearResidency(residents = 12): RotationProblem {
  const names = Object.keys(WEEKS)
  return {
    kind: 'rotations',
    tiers: ['Coverage', 'Shape', 'Preferences', 'Fairness'],
    activities: names.map((name) => ({ id: name, label: name, siteId: name.includes('off-site') ? 'away' : 'main' })),
    people: Array.from({ length: residents }, (_, k) => {
      const startOn = FIRST_DAY + 364 * Math.floor((k * YEARS) / residents)
      const slots = Array.from({ length: YEARS }, (__, year) => yearSlots('weeks', startOn + year * 364, 364)).flat()
      return {
        id: `resident-${k + 1}`,
        label: `Resident ${k + 1}`,
        unit: { ticksPerUnit: TICKS_PER_WEEK, one: 'week', many: 'weeks' },
        slots: slots.map((slot, week) => (week < 3 ? { ...slot, pinned: 'Orientation' } : slot)),
        activities: names.map((activityId) => shapeOf(activityId, startOn)),
        requirements: Object.entries(WEEKS).map(([name, weeks]) => ({
          id: name,
          label: name,
          activityIds: [name],
          minTicks: weeks * TICKS_PER_WEEK,
          maxTicks: weeks * TICKS_PER_WEEK,
        })),
        prerequisites: [
          {
            id: 'ct-first',
            label: 'Hospital CT before night call',
            activityIds: ['Night call'],
            afterActivityIds: ['Hospital CT'],
            minTicks: 2 * TICKS_PER_WEEK,
          },
        ],
      }
    }),
    capacities: Object.entries(WEEKS)
      .filter(([name]) => name !== 'Elective' && name !== 'Orientation')
      .map(([name, weeks]) => ({
        id: name,
        label: name,
        activityIds: [name],
        max: { count: Math.max(1, Math.ceil((weeks / 208) * residents * 1.3)) },
        min: { count: 1, soft: { tier: 0, weight: 1 } },
        window: { startOn: FIRST_DAY + 3 * 364, endOn: FIRST_DAY + 4 * 364 - 1 },
      })),
    siteChanges: { tier: 3, weight: 1 },
  }
}

function shapeOf(activityId: string, startOn: number): PersonActivity {
  if (activityId === 'Orientation') return { activityId }
  if (activityId === 'Elective') return { activityId, run: { maxTicks: 16, soft: { tier: 1, weight: 1 } } }
  const visits = { max: 4, soft: { tier: 1, weight: 1 } }
  if (activityId === 'Night call')
    return { activityId, run: { minTicks: 2, maxTicks: 4 }, gap: { minDays: 28 }, visits, notBeforeOn: startOn + 364 }
  return { activityId, run: { minTicks: 4, maxTicks: 16 }, visits }
}
