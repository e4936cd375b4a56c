import { CLAUSES, type ClauseId, dayOf, isoOf, type WindowHours, type WorkHourFinding } from '@gradus/rules'
import { notFound } from '../../contract/app-error.ts'
import type { Actor } from '../../contract/roles.ts'
import { dayWords } from '../../platform/day-words.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { programsOf, todayOf } from '../programs/index.ts'
import { type Person, unconfirmedWeeks } from './facts.ts'
import { judgedHours, type JudgedHours, wholeWindows } from './judge.ts'
import type { HoursOverview } from './oversight-contract.ts'
import { programsSeen, rangeAsked, requireReader } from './reach.ts'
import { toldBetween, type ToldRow } from './telling-store.ts'
import { findingOf, rounded, type Told, windowOf } from './views.ts'

const adviceTitles: Record<string, string> = {
  'FATIGUE-ROLLING': 'Any four weeks in a row',
  'DAYOFF-AFTER-CALL': 'Days off right after call',
  'LEAVE-WORK': 'Work on leave',
  'HIGH-WEEK': 'A single long week',
}
export const ruleTitle = (ruleId: string): string =>
  CLAUSES[ruleId as ClauseId]?.title ?? adviceTitles[ruleId] ?? ruleId

const mostViolations = 300

export interface Asked {
  readonly programId?: string | undefined
  readonly startOn?: string | undefined
  readonly endOn?: string | undefined
}

/** Everybody's hours that the asker may look through; judged once, whoever asks. */
export async function judgedFor(platform: Platform, guard: Guard, actor: Actor, asked: Asked) {
  const db = platform.database.drizzle
  const { institutionId } = actor
  const programIds = await programsSeen(db, guard, actor, asked.programId)
  const today = await todayOf(platform, institutionId)
  const range = rangeAsked(asked, today)
  const draftThroughOn = Math.min(range.endOn, dayOf(today))
  const hours = await judgedHours(db, {
    institutionId,
    range,
    draftThroughOn,
    whose: { programIds },
    now: platform.now(),
  })
  const told = await toldBetween(db, institutionId, {
    programIds,
    startOn: isoOf(range.startOn),
    endOn: isoOf(range.endOn),
  })
  const programs = await programsOf(db, institutionId, programIds)
  return { hours, told, programs }
}

const count = (findings: readonly WorkHourFinding[], severity: WorkHourFinding['severity']): number =>
  findings.filter((finding) => finding.severity === severity).length

const average = (windows: readonly WindowHours[]) => {
  const known = windows.filter(({ averageHours }) => averageHours !== null)
  const days = known.reduce((sum, { averagedDays }) => sum + averagedDays, 0)
  const minutes = known.reduce((sum, window) => sum + window.minutes, 0)
  return {
    mean: days === 0 ? null : rounded((minutes * 7) / (60 * days)),
    highest: known.length === 0 ? null : rounded(Math.max(...known.map(({ averageHours }) => averageHours ?? 0))),
  }
}

const toldMap = (rows: readonly ToldRow[]): Map<string, Told> =>
  new Map(
    [...groupBy(rows, ({ personId }) => personId)].map(([personId, own]) => [
      personId,
      new Map(own.map((row) => [row.findingKey, { id: row.id, closed: row.closedAt !== null, action: row.action }])),
    ]),
  )

interface RotationWindow {
  readonly programId: string
  readonly rotationId: string
  readonly label: string
  readonly personId: string
  readonly window: WindowHours
  readonly isWhole: boolean
}

function rotationWindows({ people, judged, today }: JudgedHours, shown: ReadonlySet<string>): RotationWindow[] {
  return people.flatMap((person) => {
    const { windows } = judged.get(person.personId)!
    const whole = new Set(wholeWindows(windows, person, today))
    return windows.flatMap((window) => {
      const stay = person.stays.find(
        ({ rotationId, startOn, endOn }) =>
          rotationId === window.stint?.rotationId && startOn <= window.endOn && window.startOn <= endOn,
      )
      if (!stay || !shown.has(stay.programId)) return []
      const { programId, rotationId, label } = stay
      return [{ programId, rotationId, label, personId: person.personId, window, isWhole: whole.has(window) }]
    })
  })
}

const wholeOf = (windows: readonly RotationWindow[]): WindowHours[] =>
  windows.filter(({ isWhole }) => isWhole).map(({ window }) => window)

/** What each rotation comes to, with what trainees told of it. */
export function rotationRows(
  hours: JudgedHours,
  told: readonly ToldRow[],
  names: ReadonlyMap<string, string>,
): HoursOverview['rotations'] {
  const windows = rotationWindows(hours, new Set(names.keys()))
  const findings = hours.people.flatMap(({ personId }) =>
    hours.judged.get(personId)!.findings.map((finding) => ({ personId, finding })),
  )
  const byRotation = groupBy(findings, ({ finding }) => finding.rotationId ?? '')
  return [...groupBy(windows, ({ programId, rotationId }) => `${programId}:${rotationId}`).values()].map((own) => {
    const [{ programId, rotationId, label }] = own as [RotationWindow]
    const people = new Set(own.map(({ personId }) => personId))
    const about = (byRotation.get(rotationId) ?? []).flatMap(({ personId, finding }) =>
      people.has(personId) ? [finding] : [],
    )
    const causes = groupBy(
      told.filter((row) => row.programId === programId && row.rotationId === rotationId),
      ({ cause }) => cause,
    )
    return {
      programId,
      programName: names.get(programId) ?? '',
      rotationId,
      rotationName: label,
      trainees: people.size,
      ...average(wholeOf(own)),
      violations: count(about, 'violation'),
      warnings: count(about, 'warning'),
      causes: [...causes].map(([cause, rows]) => ({ cause, count: rows.length })).sort((a, b) => b.count - a.count),
    }
  })
}

export async function overview(platform: Platform, guard: Guard, actor: Actor, asked: Asked): Promise<HoursOverview> {
  const { hours, told, programs } = await judgedFor(platform, guard, actor, asked)
  const { people, judged, range, today, now, institution } = hours
  const names = new Map(programs.map(({ id, name }) => [id, name]))
  const findingsOf = ({ personId }: Person) => judged.get(personId)!.findings
  const unconfirmed = new Map(
    people.map((person) => [person.personId, unconfirmedWeeks(person, hours, institution.timeZone)]),
  )
  const windows = rotationWindows(hours, new Set(names.keys()))
  const toldBy = toldMap(told)
  const everything = people.flatMap((person) => findingsOf(person).map((finding) => ({ person, finding })))
  const rotationNames = new Map(
    people.flatMap(({ stays }) => stays.map(({ rotationId, label }) => [rotationId, label])),
  )
  const trainees = people.map((person) => {
    const { windows: own } = judged.get(person.personId)!
    return {
      personId: person.personId,
      personName: person.personName,
      programIds: person.programIds.filter((id) => names.has(id)),
      level: person.level,
      highest: average(wholeWindows(own, person, today)).highest,
      hours: rounded(own.reduce((sum, { minutes }) => sum + minutes, 0) / 60),
      violations: count(findingsOf(person), 'violation'),
      warnings: count(findingsOf(person), 'warning'),
      unconfirmedWeeks: unconfirmed.get(person.personId)!.map(isoOf),
      windows: own.map((window) => windowOf(window, today)),
    }
  })
  const broken = trainees.filter(({ violations }) => violations > 0).length
  const late = trainees.filter(({ unconfirmedWeeks: weeks }) => weeks.length > 0).length
  return {
    startOn: isoOf(range.startOn),
    endOn: isoOf(range.endOn),
    today: isoOf(today),
    answer: answerOf({
      trainees: trainees.length,
      broken,
      late,
      startOn: isoOf(range.startOn),
      endOn: isoOf(range.endOn),
    }),
    programs: programs.map(({ id, name }) => {
      const own = people.filter(({ programIds }) => programIds.includes(id))
      const findings = own.map(findingsOf)
      return {
        programId: id,
        programName: name,
        trainees: own.length,
        ...average(wholeOf(windows.filter(({ programId }) => programId === id))),
        violations: count(findings.flat(), 'violation'),
        warnings: count(findings.flat(), 'warning'),
        traineesWithViolations: findings.filter((each) => count(each, 'violation') > 0).length,
        unconfirmed: own.filter(({ personId }) => unconfirmed.get(personId)!.length > 0).length,
        open: told.filter((row) => row.programId === id && row.closedAt === null).length,
      }
    }),
    rotations: rotationRows(hours, told, names),
    clauses: [...groupBy(everything, ({ finding }) => finding.ruleId)]
      .map(([ruleId, own]) => ({
        ruleId,
        title: ruleTitle(ruleId),
        source: own[0]!.finding.citation.source,
        verified: own[0]!.finding.citation.verified,
        violations: own.filter(({ finding }) => finding.severity === 'violation').length,
        warnings: own.filter(({ finding }) => finding.severity === 'warning').length,
        trainees: new Set(own.map(({ person }) => person.personId)).size,
      }))
      .sort((a, b) => b.violations - a.violations || b.warnings - a.warnings),
    trainees,
    violations: everything
      .filter(({ finding }) => finding.severity === 'violation')
      .slice(0, mostViolations)
      .map(({ person, finding }) => ({
        ...findingOf(finding, now, toldBy.get(person.personId) ?? new Map()),
        personId: person.personId,
        personName: person.personName,
        rotationName: finding.rotationId === undefined ? null : (rotationNames.get(finding.rotationId) ?? null),
      })),
  }
}

function answerOf(sums: { trainees: number; broken: number; late: number; startOn: string; endOn: string }): string {
  const { trainees, broken, late } = sums
  const when = `from ${dayWords(sums.startOn)} to ${dayWords(sums.endOn)}`
  if (trainees === 0) return `No trainee was appointed ${when}.`
  const all = trainees === 1 ? 'the one trainee' : `${trainees} trainees`
  const rules =
    broken === 0 ? `No rule was broken by ${all} ${when}` : `A rule was broken by ${broken} of ${all} ${when}`
  return late === 0
    ? `${rules}; every week is confirmed.`
    : `${rules}; ${late} ${late === 1 ? 'has' : 'have'} a week to confirm.`
}

/** One trainee, window by window. */
export async function personHours(platform: Platform, guard: Guard, actor: Actor, personId: string, asked: Asked) {
  const db = platform.database.drizzle
  const { institutionId } = actor
  const today = await todayOf(platform, institutionId)
  const range = rangeAsked(
    asked.startOn === undefined ? { startOn: isoOf(dayOf(today) - 90), endOn: today } : asked,
    today,
  )
  const draftThroughOn = Math.min(range.endOn, dayOf(today))
  const hours = await judgedHours(db, {
    institutionId,
    range,
    draftThroughOn,
    whose: { personIds: [personId] },
    now: platform.now(),
  })
  const [person] = hours.people
  if (person === undefined) {
    guard.require({ personId })
    throw notFound('trainee')
  }
  requireReader(guard, actor, person)
  const { findings, windows } = hours.judged.get(personId)!
  const told = toldMap(
    await toldBetween(db, institutionId, {
      personIds: [personId],
      startOn: isoOf(range.startOn),
      endOn: isoOf(range.endOn),
    }),
  )
  return {
    personId,
    personName: person.personName,
    startOn: isoOf(range.startOn),
    endOn: isoOf(range.endOn),
    today: isoOf(hours.today),
    windows: windows.map((window) => windowOf(window, hours.today)),
    findings: findings.map((finding) => findingOf(finding, hours.now, told.get(personId) ?? new Map())),
    unconfirmedWeeks: unconfirmedWeeks(person, hours, hours.institution.timeZone).map(isoOf),
  }
}
