import {
  type CurriculumFacts,
  dayOf,
  type MonthDay,
  type OffSite,
  type Prerequisite,
  type RotationFacts,
} from '@gradus/rules'
import type { Definition } from './definition/definition.ts'
import type { Rotation } from './definition/rotation.ts'
import { calendarSpec, ruleAmount, ruleRequirements } from './requirements.ts'
import { calendarUnit } from './time.ts'
import { rotationName } from './words.ts'

type Limits = { min?: number | undefined; max?: number | undefined }
const limits = (bounds: Limits | undefined): { min: number | null; max: number | null } => ({
  min: bounds?.min ?? null,
  max: bounds?.max ?? null,
})

const offSite = (rotation: Rotation, definition: Definition): OffSite | null => {
  const site = definition.sites.find(({ id }) => id === rotation.site)
  if (site?.kind !== 'off-site') return null
  const { startOn, endOn } = site.agreement ?? {}
  return {
    siteLabel: site.name,
    leadTimeDays: site.leadTimeDays ?? null,
    agreementRequired: site.agreement?.required ?? false,
    agreements:
      startOn === undefined ? [] : [{ startOn: dayOf(startOn), endOn: endOn === undefined ? null : dayOf(endOn) }],
  }
}

/** The smallest share of a period: a rotation that must come first has come once any of it is credited. */
const ANY_TIME = 0.5

const prerequisites = ({ prerequisites: before }: Rotation, definition: Definition): Prerequisite[] => [
  ...(before?.monthsOfTraining === undefined ? [] : [{ kind: 'training' as const, months: before.monthsOfTraining }]),
  ...(before?.rotations ?? []).map((id) => ({
    kind: 'rotation' as const,
    rotationIds: [id],
    amount: ANY_TIME,
    unit: calendarUnit(definition.calendar),
  })),
]

const rotationFacts = (rotation: Rotation, definition: Definition): RotationFacts => {
  const { run, capacity } = rotation
  const runUnit = run?.unit ?? calendarUnit(definition.calendar)
  const runLength = (value: number | undefined): number | null =>
    value === undefined ? null : ruleAmount(value, runUnit).amount
  return {
    id: rotation.id,
    label: rotationName(rotation),
    roomId: rotation.room ?? null,
    levels: rotation.levels ?? null,
    trainees: limits(capacity),
    traineesByLevel: (capacity?.perLevel ?? []).map((row) => ({ levels: row.levels, ...limits(row) })),
    run: { min: runLength(run?.min), max: runLength(run?.max), unit: ruleAmount(0, runUnit).unit },
    prerequisites: prerequisites(rotation, definition),
    independentCall: rotation.independentCall ?? false,
    offSite: offSite(rotation, definition),
    noLeave: rotation.noLeave ?? false,
    verified: ![rotation, run, capacity, rotation.prerequisites].some((fact) => fact?.verified === false),
  }
}

/**
 * A definition as the schedule rules read it. `id` is what appointments name as their curriculum, `programId` the
 * program's id in the institution, `startsOn` the first day of the academic year.
 */
export const curriculumFacts = (
  definition: Definition,
  { id, programId, startsOn }: { id: string; programId: string; startsOn: MonthDay },
): CurriculumFacts => ({
  id,
  programId,
  programLabel: definition.name,
  levels: definition.levels.map((level) => level.id),
  calendar: calendarSpec(definition),
  startsOn,
  rotations: definition.rotations.map((rotation) => rotationFacts(rotation, definition)),
  requirements: ruleRequirements(definition),
})
