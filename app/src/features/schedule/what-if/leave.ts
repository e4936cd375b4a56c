import { academicYearOf, dayOf, overlap, plural } from '@gradus/rules'
import { AppError } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type LeaveKind, leaveNames } from '../../people/index.ts'
import { type Institution, programsOf } from '../../programs/index.ts'
import { personContext } from '../absences/context.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import { knownTo } from '../facts/discretion.ts'
import { keptYear } from '../facts/kept.ts'
import type { Leave, Source, YearFacts } from '../facts/year-facts.ts'
import { findingView } from '../finding-view.ts'
import { findingsOf } from '../findings.ts'
import { type Careers, concern, standingsOf } from '../standing.ts'
import type { getLeaveWhatIf } from './contract.ts'
import { presenceWithout } from './presence.ts'
import { trainingWith } from './training.ts'
import { withYear } from './with-year.ts'

export interface LeaveAsked {
  readonly personId: string
  readonly kind: LeaveKind
  readonly startOn: string
  readonly endOn: string
  /** False for a leave of absence: it gives no credit and moves the level. */
  readonly countsTowardTraining: boolean
}

/** A draft to be asked about instead of the published year. */
export interface DraftAsked {
  readonly id: string
  readonly startYear: number
  readonly programIds: readonly string[]
}

/** Who asks, and whether they are told what leave has been taken. */
interface Reader {
  readonly guard: Guard
  readonly tellsBudget: boolean
}

export type LeaveWhatIf = RouteAnswer<typeof getLeaveWhatIf>

const longestDays = 800

/**
 * What a leave would do, without storing it: who is left where the trainee is, which requirements come to be at risk, the last day of
 * training and the board's time off. Of the schedule of record, or of a draft. The caller asks who may know.
 */
export async function whatIfLeave(
  platform: Platform,
  institutionId: string,
  asked: LeaveAsked,
  reader: Reader,
  draft: DraftAsked | null = null,
): Promise<LeaveWhatIf> {
  const db = platform.database.drizzle
  const leave = leaveAsked(asked)
  const context = await personContext(platform, institutionId, asked.personId)
  const { institution, today, personName, careers: published } = context
  if (!published.seats.some((seat) => overlap(seat, leave)))
    throw new AppError('invalid', `${personName} holds no appointment in these days.`, {
      problems: [{ path: 'startOn', sentence: 'No appointment in these days.' }],
    })
  const years = await yearsOf(db, institution, published, leave, draft, platform.now())
  const careers = draft === null ? published : years.reduce(withYear, published)
  const programs = new Map((await programsOf(db, institutionId, null)).map(({ id, name }) => [id, name]))
  const coverage = years.flatMap((facts) => presenceWithout(facts, asked.personId, leave))
  const requirements = requirementsWith(careers, leave, today)
  const appointments = careers.seats
    .filter((seat) => seat.endOn >= leave.startOn)
    .map((seat) => trainingWith(context, seat, leave, asked.kind, programs.get(seat.programId) ?? ''))
    .map((each) => (reader.tellsBudget ? each : { ...each, budget: null }))
  const findings = years.flatMap((facts) => findingsWith(knownTo(reader.guard, facts), asked.personId, leave))
  const { tellsBudget } = reader
  const result = { personName, coverage, requirements, appointments, findings, tellsBudget }
  return { ...result, sentences: inWords(result) }
}

function leaveAsked(asked: LeaveAsked): Leave {
  const startOn = dayOf(asked.startOn)
  const endOn = dayOf(asked.endOn)
  const problem =
    endOn < startOn
      ? 'The leave ends before it starts.'
      : endOn - startOn > longestDays
        ? 'Ask about at most two years at once.'
        : null
  if (problem !== null) throw new AppError('invalid', problem, { problems: [{ path: 'endOn', sentence: problem }] })
  return {
    id: 'asked',
    personId: asked.personId,
    kind: asked.kind,
    label: leaveNames[asked.kind],
    startOn,
    endOn,
    countsTowardTraining: asked.countsTowardTraining,
    removesFromSchedule: !asked.countsTowardTraining,
  }
}

/** The academic years that the leave touches, in the programs of the trainee. A draft is of one year; other years are as published. */
async function yearsOf(
  db: Reads,
  institution: Institution,
  careers: Careers,
  leave: Leave,
  draft: DraftAsked | null,
  now: Date,
): Promise<YearFacts[]> {
  const { institutionId, yearStartsOn } = institution
  const startYear = academicYearOf(leave.startOn, yearStartsOn).startYear
  const last = academicYearOf(leave.endOn, yearStartsOn).startYear
  const programIds = [...new Set(careers.seats.map(({ programId }) => programId))]
  return Promise.all(
    Array.from({ length: last - startYear + 1 }, (_, index) =>
      keptYear(db, {
        institutionId,
        startYear: startYear + index,
        programIds,
        source: sourceOf(draft?.startYear === startYear + index ? draft : null),
        now,
      }),
    ),
  )
}

const sourceOf = (draft: DraftAsked | null): Source =>
  draft === null ? { kind: 'record' } : { kind: 'scenario', id: draft.id, programIds: draft.programIds }

function requirementsWith(careers: Careers, leave: Leave, today: number): LeaveWhatIf['requirements'] {
  const before = new Map(standingsOf(careers, today).map((standing) => [standing.seat.id, standing.results]))
  const after = standingsOf({ ...careers, leaves: [...careers.leaves, leave] }, today)
  return after.flatMap(({ seat, results }) => {
    const titles = new Map(seat.followed.facts.requirements.map(({ id, title }) => [id, title]))
    const known = new Map((before.get(seat.id) ?? []).map((result) => [result.requirementId, result.status]))
    return results.flatMap(({ requirementId, status, sentence }) => {
      const was = known.get(requirementId) ?? status
      if (concern(status) >= concern(was)) return []
      const title = titles.get(requirementId) ?? requirementId
      return [{ programId: seat.programId, requirementId, title, before: was, after: status, sentence }]
    })
  })
}

/** What the rules would newly say of this trainee, or of a place nobody in particular stands for. */
function findingsWith(facts: YearFacts, personId: string, leave: Leave): LeaveWhatIf['findings'] {
  const said = new Set(findingsOf(facts).map((finding) => JSON.stringify(finding)))
  return findingsOf({ ...facts, leaves: [...facts.leaves, leave] })
    .filter((finding) => finding.personId === undefined || finding.personId === personId)
    .filter((finding) => !said.has(JSON.stringify(finding)))
    .map(findingView)
}

function inWords({
  personName,
  coverage,
  requirements,
  appointments,
}: Pick<LeaveWhatIf, 'personName' | 'coverage' | 'requirements' | 'appointments'>): string[] {
  const short = coverage.filter((place) => place.short)
  const places = [...new Set(short.map(({ label }) => label))]
  const covered =
    short.length === 0
      ? `Nothing falls below the least it needs while ${personName} is away.`
      : `${places.join(', ')} ${places.length === 1 ? 'falls' : 'fall'} below the least ${places.length === 1 ? 'it needs' : 'they need'} while ${personName} is away.`
  const concerned = requirements.map(({ title }) => title)
  const needs =
    requirements.length === 0
      ? 'No requirement comes to be at risk.'
      : `${plural(requirements.length, 'requirement')} would be at risk or missed: ${concerned.slice(0, 4).join(', ')}${concerned.length > 4 ? ' and others' : ''}.`
  return [covered, needs, ...appointments.map(({ sentence }) => sentence), ...appointments.flatMap(budgetInWords)]
}

function budgetInWords({ programName, budget }: LeaveWhatIf['appointments'][number]): string[] {
  if (budget === null) return []
  const { usedAfter, allowed, remaining, extension } = budget
  return [
    extension > 0
      ? `The board’s time off for ${programName} would be used up: ${plural(usedAfter, 'workday')} of ${allowed}, so training is extended by at least ${plural(extension, 'workday')}.`
      : `${plural(remaining, 'workday')} of the board’s time off for ${programName} would be left, of ${allowed}.`,
  ]
}
