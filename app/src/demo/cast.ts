import { createHash } from 'node:crypto'
import type { Role } from '../contract/roles.ts'
import type { LeaveKind } from '../features/people/schema.ts'
import { nameOf } from './names.ts'

/** The same key gives the same id on every machine, so that links and pictures of the demo stay valid. */
export function demoId(key: string): string {
  const hex = createHash('sha256').update(`gradus-demo:${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const demoToday = '2026-11-18'

interface ProgramPlan {
  readonly slug: string
  readonly key: string
  readonly levels: readonly string[]
  readonly perYear: number
  /** The version the classes follow; residents of earlier classes were moved to it. */
  readonly curriculum: string
  /** Training that comes before, where the definition names it. */
  readonly prior: string | null
  readonly faculty: number
  /** First class whose history is told. */
  readonly firstClass: number
}

const residency5 = ['PGY-2', 'PGY-3', 'PGY-4', 'PGY-5', 'PGY-6']
const fellow = ['PGY-6']

export const programPlans: readonly ProgramPlan[] = [
  {
    slug: 'diagnostic-radiology-residency',
    key: 'dr',
    levels: residency5.slice(0, 4),
    perYear: 10,
    curriculum: '2025-07-01',
    prior: 'clinical-year',
    faculty: 24,
    firstClass: 2022,
  },
  {
    slug: 'interventional-radiology-integrated-residency',
    key: 'ir',
    levels: residency5,
    perYear: 1,
    curriculum: '2023-07-01',
    prior: 'surgical-internship',
    faculty: 7,
    firstClass: 2021,
  },
  {
    slug: 'integrated-ir-residency-community',
    key: 'cir',
    levels: residency5,
    perYear: 2,
    curriculum: '2025-07-01',
    prior: 'clinical-year',
    faculty: 8,
    firstClass: 2021,
  },
  {
    slug: 'musculoskeletal-imaging-fellowship',
    key: 'msk',
    levels: fellow,
    perYear: 6,
    curriculum: '2025-07-01',
    prior: 'diagnostic-radiology',
    faculty: 8,
    firstClass: 2025,
  },
  {
    slug: 'radiology-informatics-fellowship',
    key: 'inf',
    levels: fellow,
    perYear: 2,
    curriculum: '2018-07-01',
    prior: null,
    faculty: 4,
    firstClass: 2025,
  },
  {
    slug: 'body-imaging-and-intervention-fellowship',
    key: 'body',
    levels: fellow,
    perYear: 6,
    curriculum: '2025-07-01',
    prior: 'diagnostic-radiology',
    faculty: 8,
    firstClass: 2025,
  },
  {
    slug: 'vascular-interventional-imaging-fellowship',
    key: 'vir',
    levels: fellow,
    perYear: 4,
    curriculum: '2025-07-01',
    prior: 'diagnostic-radiology',
    faculty: 5,
    firstClass: 2025,
  },
]
/** The first and the last academic year of the demo's record. */
export const firstYear = Math.min(...programPlans.map((plan) => plan.firstClass))
export const currentYear = 2026
/** The last class that is known: it begins next summer and waits for its year. */
const lastClass = 2027

export interface DemoPerson {
  readonly key: string
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly staffNumber: string
  readonly roles: readonly { readonly role: Role; readonly program: string | null }[]
}

export interface DemoAppointment {
  readonly key: string
  readonly id: string
  readonly personKey: string
  readonly program: string
  readonly startOn: string
  readonly endOn: string
  readonly entryLevel: string
  readonly ftePercent: number
  readonly curriculumEffectiveOn: string
  readonly priorTraining: readonly string[]
  readonly combined: boolean
}

export interface DemoLeave {
  readonly personKey: string
  readonly kind: LeaveKind
  readonly startOn: string
  readonly endOn: string
  readonly countsTowardTraining: boolean
}

export interface Cast {
  readonly people: readonly DemoPerson[]
  readonly appointments: readonly DemoAppointment[]
  readonly leaves: readonly DemoLeave[]
}

export const combinedFellow = 'combined-2026'
const offCycle = 'dr-2025-10'

/** Everybody of the demo institution, in a fixed order. */
export function demoCast(): Cast {
  const people: DemoPerson[] = []
  const appointments: DemoAppointment[] = []
  const add = (key: string, roles: DemoPerson['roles']): void => {
    const index = people.length
    const { givenName, familyName } = nameOf(index)
    const email = `${givenName}.${familyName}@lakeview.example`.toLowerCase()
    people.push({ key, id: demoId(key), givenName, familyName, email, staffNumber: `L${1001 + index}`, roles })
  }
  const appoint = (
    personKey: string,
    plan: ProgramPlan,
    startOn: string,
    endOn: string,
    more: Partial<DemoAppointment> = {},
  ) => {
    const key = `${personKey}:${plan.key}`
    appointments.push({
      key,
      id: demoId(`appointment:${key}`),
      personKey,
      program: plan.key,
      startOn,
      endOn,
      entryLevel: plan.levels[0]!,
      ftePercent: 100,
      curriculumEffectiveOn: plan.curriculum,
      priorTraining: plan.prior === null ? [] : [plan.prior],
      combined: false,
      ...more,
    })
  }

  for (const plan of programPlans)
    for (let year = plan.firstClass; year <= lastClass; year++)
      for (let place = 1; place <= plan.perYear; place++) {
        const key = `${plan.key}-${year}-${place}`
        const chief = plan.key === 'dr' && year === 2023 && place <= 2
        // Graduates keep their history and lose their roles.
        const graduated = year + plan.levels.length <= 2026
        const roles: DemoPerson['roles'] = [
          { role: 'trainee', program: plan.key },
          ...(chief ? [{ role: 'chief' as const, program: plan.key }] : []),
        ]
        add(key, graduated ? [] : roles)
        // One resident began late, after a visa came late: off-cycle by two months.
        const start = key === offCycle ? `${year}-09-01` : `${year}-07-01`
        const end = key === offCycle ? `${year + plan.levels.length}-08-31` : `${year + plan.levels.length}-06-30`
        appoint(key, plan, start, end)
      }

  add(
    combinedFellow,
    ['msk', 'inf'].map((program) => ({ role: 'trainee' as const, program })),
  )
  const planOf = (key: string) => programPlans.find((plan) => plan.key === key)!
  // Two years for two one-year fellowships; in months, so that both share one calendar.
  const half = { ftePercent: 50, combined: true }
  appoint(combinedFellow, planOf('msk'), '2026-07-01', '2028-06-30', { ...half, curriculumEffectiveOn: '2015-07-01' })
  appoint(combinedFellow, planOf('inf'), '2026-07-01', '2028-06-30', half)

  for (const plan of programPlans)
    for (let place = 1; place <= plan.faculty; place++)
      add(`${plan.key}-faculty-${place}`, [
        { role: 'faculty', program: plan.key },
        ...(place === 1 ? [{ role: 'director' as const, program: plan.key }] : []),
        ...(place === 3 ? [{ role: 'committee' as const, program: plan.key }] : []),
      ])
  add(
    'coordinator',
    programPlans.map((plan) => ({ role: 'coordinator' as const, program: plan.key })),
  )
  add(
    'coordinator-fellowships',
    programPlans.slice(3).map((plan) => ({ role: 'coordinator' as const, program: plan.key })),
  )
  add('dio', [{ role: 'dio', program: null }])
  add('finance', [{ role: 'finance', program: null }])
  add('administrator', [{ role: 'administrator', program: null }])

  return { people, appointments, leaves: demoLeaves() }
}

/** A leave of absence, a medical leave, and vacations spread over the year. */
function demoLeaves(): DemoLeave[] {
  const counted = (personKey: string, kind: LeaveKind, startOn: string, endOn: string): DemoLeave => ({
    personKey,
    kind,
    startOn,
    endOn,
    countsTowardTraining: true,
  })
  return [
    { ...counted('dr-2024-3', 'parental', '2026-10-05', '2026-11-29'), countsTowardTraining: false },
    counted('msk-2026-2', 'medical', '2026-09-14', '2026-09-20'),
    counted('dr-2026-1', 'vacation', '2026-12-21', '2026-12-27'),
    counted('dr-2025-2', 'vacation', '2027-03-08', '2027-03-14'),
    counted('dr-2025-7', 'vacation', '2026-08-10', '2026-08-16'),
    counted('dr-2024-5', 'vacation', '2027-05-03', '2027-05-09'),
    counted('dr-2023-4', 'vacation', '2027-06-14', '2027-06-20'),
    counted('ir-2024-1', 'vacation', '2026-11-23', '2026-11-29'),
    counted('cir-2025-1', 'vacation', '2027-02-15', '2027-02-21'),
    counted('body-2026-1', 'vacation', '2026-12-28', '2027-01-03'),
    counted('inf-2026-1', 'educational', '2026-11-29', '2026-12-04'),
    { ...counted('dr-2025-6', 'parental', '2027-09-06', '2027-10-17'), countsTowardTraining: false },
  ]
}

export const demoPassword = 'lakeview-demo'

/** One account for each role, to look at the demo through. */
export const demoAccounts: readonly { readonly key: string; readonly label: string }[] = [
  { key: 'dr-2025-1', label: 'Trainee (second-year resident)' },
  { key: combinedFellow, label: 'Trainee (combined fellow)' },
  { key: 'dr-2023-1', label: 'Chief resident' },
  { key: 'msk-faculty-2', label: 'Faculty' },
  { key: 'dr-faculty-3', label: 'Faculty and committee member (diagnostic)' },
  { key: 'coordinator', label: 'Program coordinator' },
  { key: 'dr-faculty-1', label: 'Program director (diagnostic)' },
  { key: 'msk-faculty-1', label: 'Program director (musculoskeletal)' },
  { key: 'dio', label: 'DIO / GME office' },
  { key: 'finance', label: 'Hospital finance' },
  { key: 'administrator', label: 'IT administrator' },
]
