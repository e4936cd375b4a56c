import { academicYearOf, dayOf, isoOf, type RequirementResult } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { programsOf, todayAt } from '../../programs/index.ts'
import { institutionOrThrow, isoRange } from '../facts/load.ts'
import type { Seat } from '../facts/year-facts.ts'
import { keptCareers } from '../facts/kept.ts'
import { concern, type Standing, standingsOf } from '../standing.ts'
import type { getProgress, getRisk, RequirementResultView } from './contract.ts'
import { personAsked } from './person.ts'

/** Every requirement of every appointment of a person, with its evidence. */
export async function progress(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  personId: string,
): Promise<RouteAnswer<typeof getProgress>> {
  const { institution, today, personName, careers } = await personAsked(platform, guard, institutionId, personId)
  const programs = await programsOf(platform.database.drizzle, institutionId, null)
  const names = new Map(programs.map(({ id, name }) => [id, name]))
  return {
    personName,
    asOf: isoOf(today),
    appointments: standingsOf(careers, today).map(({ seat, level, status, results }) => ({
      appointmentId: seat.id,
      programId: seat.programId,
      programName: names.get(seat.programId) ?? seat.followed.definition.name,
      level,
      ...isoRange(seat),
      curriculumVersion: `${seat.followed.definition.version.label} (in force from ${academicYearOf(dayOf(seat.followed.effectiveOn), institution.yearStartsOn).label})`,
      status,
      requirements: results.map((result) => requirementView(result, seat)),
      notMeasured: seat.followed.definition.requirements
        .filter(({ kind }) => kind !== 'rotation')
        .map(({ title, kind }) => ({ title, kind })),
    })),
  }
}

function requirementView(result: RequirementResult, seat: Seat): RequirementResultView {
  const { requirements, rotations } = seat.followed.facts
  const requirement = requirements.find(({ id }) => id === result.requirementId)
  const labels = new Map(rotations.map(({ id, label }) => [id, label]))
  return {
    requirementId: result.requirementId,
    title: requirement?.title ?? result.requirementId,
    kind: requirement?.kind ?? 'rotation',
    status: result.status,
    done: result.done,
    planned: result.planned,
    needed: result.needed,
    unit: result.unit,
    dueOn: isoOf(result.dueOn ?? seat.endOn),
    metOn: result.metOn === null ? null : isoOf(result.metOn),
    verified: requirement?.verified ?? false,
    sentence: result.sentence,
    evidence: result.evidence.map(({ rotationId, startOn, endOn, amount, when }) => ({
      label: labels.get(rotationId) ?? rotationId,
      ...isoRange({ startOn, endOn }),
      amount,
      when: when === 'planned' ? 'planned' : 'past',
    })),
  }
}

const worstShown = 3

/** Trainees of today, those at risk first. `programIds` null is the whole institution. */
export async function riskFor(
  db: Reads,
  institutionId: string,
  programIds: readonly string[] | null,
  now: Date,
): Promise<RouteAnswer<typeof getRisk>> {
  const institution = await institutionOrThrow(db, institutionId)
  const on = todayAt(institution, now)
  const today = dayOf(on)
  const careers = await keptCareers(db, institution, { programIds, on }, today)
  const programs = new Map((await programsOf(db, institutionId, programIds)).map(({ id, name }) => [id, name]))
  const standings = standingsOf(careers, today).toSorted((a, b) => concern(a.status) - concern(b.status))
  return {
    asOf: on,
    total: standings.length,
    trainees: standings.map((standing) => ({
      personId: standing.seat.personId,
      personName: standing.seat.personName,
      programId: standing.seat.programId,
      programName: programs.get(standing.seat.programId) ?? standing.seat.followed.definition.name,
      level: standing.level,
      status: standing.status,
      worst: worstOf(standing),
    })),
  }
}

function worstOf({ seat, results }: Standing) {
  const titles = new Map(seat.followed.facts.requirements.map(({ id, title }) => [id, title]))
  const told = new Set<string>()
  return [...results]
    .filter(({ status, sharedReason }) => {
      if (status === 'met' || (sharedReason !== undefined && told.has(sharedReason))) return false
      if (sharedReason !== undefined) told.add(sharedReason)
      return true
    })
    .sort((a, b) => concern(a.status) - concern(b.status))
    .slice(0, worstShown)
    .map(({ requirementId, status, sentence, sharedReason }) => ({
      title: sharedReason === undefined ? (titles.get(requirementId) ?? requirementId) : 'All requirements',
      status,
      sentence: sharedReason === undefined ? sentence : `All requirements: ${sharedReason}`,
    }))
}
