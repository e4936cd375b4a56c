import type { Problem } from '../../contract/app-error.ts'
import { type Curriculum } from '../programs/index.ts'
import { dayWords } from '../../platform/day-words.ts'
import { beyondFullTime, shareADay } from './overlap.ts'
import type { Days } from './store.ts'

/** What an appointment says, before it is stored. */
export interface PlannedAppointment extends Days {
  readonly programId: string
  readonly entryLevel: string
  readonly ftePercent: number
  readonly priorTraining: readonly string[]
  readonly curriculumEffectiveOn: string | null
}

export interface AppointmentSurroundings {
  readonly programName: string
  /** The version this appointment would follow; undefined while the program has none. */
  readonly curriculum: Curriculum | undefined
  /** The person's other appointments, those of combinations that still need an agreement among them. */
  readonly others: readonly (Days & {
    readonly programId: string
    readonly programName: string
    readonly ftePercent: number
  })[]
}

/** Everything wrong with an appointment, each with its field. Empty when it may be stored. */
export function appointmentProblems(planned: PlannedAppointment, around: AppointmentSurroundings): Problem[] {
  const { curriculum, programName, others } = around
  if (planned.endOn < planned.startOn)
    return [
      {
        path: 'endOn',
        sentence: `The appointment ends on ${dayWords(planned.endOn)}, before it starts on ${dayWords(planned.startOn)}.`,
      },
    ]
  const problems: Problem[] = []
  if (curriculum === undefined)
    return [{ path: 'programId', sentence: `${programName} has no curriculum yet; import its definition first.` }]
  const { definition } = curriculum
  const levels = definition.levels.map((level) => level.id)
  if (!levels.includes(planned.entryLevel))
    problems.push({
      path: 'entryLevel',
      sentence: `${programName} has no level “${planned.entryLevel}”; it has ${levels.join(', ')}.`,
    })
  if (planned.curriculumEffectiveOn !== null && curriculum.effectiveOn !== planned.curriculumEffectiveOn)
    problems.push({
      path: 'curriculumEffectiveOn',
      sentence: `${programName} has no version that took effect on ${dayWords(planned.curriculumEffectiveOn)}.`,
    })
  const known = new Set(definition.priorTraining?.map((prior) => prior.id))
  for (const id of planned.priorTraining)
    if (!known.has(id))
      problems.push({ path: 'priorTraining', sentence: `${programName} asks for no prior training called “${id}”.` })
  const same = others.find((other) => other.programId === planned.programId && shareADay(other, planned))
  if (same !== undefined) {
    const range = `from ${dayWords(same.startOn)} to ${dayWords(same.endOn)}`
    problems.push({
      path: 'startOn',
      sentence: `There is already an appointment to ${programName} ${range}; change that one instead.`,
    })
    return problems
  }
  const over = beyondFullTime(planned, others)
  if (over !== null) {
    const names = others.filter((other) => shareADay(other, over)).map((other) => other.programName)
    problems.push({
      path: 'ftePercent',
      sentence: `From ${dayWords(over.startOn)} to ${dayWords(over.endOn)} this makes ${over.percent} % of full time, together with ${names.join(' and ')}. Lower the share or change the dates.`,
    })
  }
  return problems
}
