import {
  checkPerson,
  checkShared,
  compareFindings,
  type Finding,
  type PersonFacts,
  type ScheduleFacts,
} from '@gradus/rules'
import { scheduleFacts } from './facts/rules-facts.ts'
import type { YearFacts } from './facts/year-facts.ts'
import { remembering, rememberingOf } from './remember.ts'

/**
 * What the rules say about the shown programs. Neighbours count in shared rooms and in their own person's time; what concerns them
 * alone is left to those who see them.
 */
export const findingsOf = (facts: YearFacts): readonly Finding[] => ofYear(facts, () => judge(facts))

const ofYear = rememberingOf<readonly Finding[]>()

/** What the rules say about some people, and about rooms and rotations: after a change of their days nobody else's findings differ. */
export const findingsAbout = (facts: YearFacts, personIds: ReadonlySet<string>): readonly Finding[] =>
  judge(facts, personIds)

function judge(facts: YearFacts, only?: ReadonlySet<string>): readonly Finding[] {
  const schedule = scheduleFacts(facts)
  const programs = new Set(facts.programs.map(({ id }) => id))
  const rooms = new Set(facts.seats.flatMap(({ followed }) => followed.facts.rotations.map(({ roomId }) => roomId)))
  const shown = new Set(facts.seats.map(({ personId }) => personId).filter((id) => only?.has(id) ?? true))
  const concerns = ({ programId, roomId }: Finding): boolean =>
    programId === undefined ? roomId === undefined || rooms.has(roomId) : programs.has(programId)
  return [
    ...checkShared(schedule),
    ...schedule.people.filter(({ id }) => shown.has(id)).flatMap((person) => personFindings(schedule, person)),
  ]
    .filter(concerns)
    .sort(compareFindings)
}

/** What the rules said of people: after one change, only those it touches are judged anew. */
const remember = remembering<Finding[]>(4000)

function personFindings(schedule: ScheduleFacts, person: PersonFacts): Finding[] {
  const { horizon, asOf, curricula } = schedule
  // A curriculum is one stored version, which never changes, so its id stands for it.
  const key = JSON.stringify([horizon.startOn, horizon.endOn, asOf, curricula[0]?.startsOn, person])
  return remember(key, () => checkPerson(schedule, person.id))
}

export const violationCount = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'violation').length

export const warningCount = (findings: readonly Finding[]): number =>
  findings.filter(({ severity }) => severity === 'warning').length
