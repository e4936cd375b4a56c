import { dayOf } from '../dates.ts'
import type {
  AppointmentFacts,
  AssignmentFacts,
  CurriculumFacts,
  LeaveFacts,
  PersonFacts,
  RoomFacts,
  RotationFacts,
  ScheduleFacts,
} from '../facts.ts'
import type { RotationRequirement } from '../requirements/requirement.ts'

/** Small complete facts for tests: each maker fills in what a test does not care about. */

export const range = (startOn: string, endOn: string) => ({ startOn: dayOf(startOn), endOn: dayOf(endOn) })

export const rotation = (id: string, over: Partial<RotationFacts> = {}): RotationFacts => ({
  id,
  label: id.toUpperCase(),
  roomId: null,
  levels: null,
  trainees: { min: null, max: null },
  traineesByLevel: [],
  run: { unit: 'months', min: null, max: null },
  prerequisites: [],
  independentCall: false,
  offSite: null,
  noLeave: false,
  verified: true,
  ...over,
})

export const requirement = (over: Partial<RotationRequirement> & { counts: string[] }): RotationRequirement => ({
  id: over.counts.join('+'),
  title: over.counts.join('+').toUpperCase(),
  kind: 'rotation',
  levels: null,
  unit: 'months',
  min: null,
  max: null,
  verified: true,
  note: '',
  ...over,
})

export const curriculum = (over: Partial<CurriculumFacts> = {}): CurriculumFacts => ({
  id: 'msk-2026',
  programId: 'msk',
  programLabel: 'Musculoskeletal Imaging',
  levels: ['Fellow'],
  calendar: { kind: 'months' },
  startsOn: '07-01',
  rotations: [],
  requirements: [],
  ...over,
})

export const appointment = (over: Partial<AppointmentFacts> = {}): AppointmentFacts => ({
  id: 'ada-msk',
  curriculumId: 'msk-2026',
  entryLevel: 'Fellow',
  sharePercent: 100,
  ...range('2026-07-01', '2027-06-30'),
  ...over,
})

export const assignment = (
  rotationId: string,
  startOn: string,
  endOn: string,
  over: Partial<AssignmentFacts> = {},
): AssignmentFacts => ({
  id: `${over.appointmentId ?? 'ada-msk'}:${rotationId}:${startOn}`,
  appointmentId: 'ada-msk',
  rotationId,
  sharePercent: 100,
  arrangedOn: null,
  ...range(startOn, endOn),
  ...over,
})

export const absence = (startOn: string, endOn: string): LeaveFacts => ({
  id: `absence:${startOn}`,
  label: 'Leave of absence',
  countsTowardTraining: false,
  removesFromSchedule: true,
  ...range(startOn, endOn),
})

export const vacation = (startOn: string, endOn: string): LeaveFacts => ({
  id: `vacation:${startOn}`,
  label: 'Vacation',
  countsTowardTraining: true,
  removesFromSchedule: false,
  ...range(startOn, endOn),
})

export const person = (over: Partial<PersonFacts> = {}): PersonFacts => ({
  id: 'ada',
  label: 'Ada Fictional',
  appointments: [appointment()],
  leaves: [],
  assignments: [],
  ...over,
})

export const room = (id: string, over: Partial<RoomFacts> = {}): RoomFacts => ({
  id,
  label: id,
  min: null,
  max: null,
  ...over,
})

export const facts = (over: Partial<ScheduleFacts> = {}): ScheduleFacts => ({
  horizon: range('2026-07-01', '2027-06-30'),
  asOf: dayOf('2026-06-01'),
  curricula: [curriculum()],
  people: [person()],
  rooms: [],
  ...over,
})
