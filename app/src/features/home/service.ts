import { academicYear, addDays, dayOf, isoOf, weekdayOf } from '@gradus/rules'
import { holdsAnywhere, type Permission, type Scope, scopeOf } from '../../contract/permission.ts'
import { roleNames, type Actor } from '../../contract/roles.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import type { Platform } from '../../platform/platform.ts'
import { inviteAccounts } from '../accounts/policy.ts'
import { unreadCount } from '../notifications/index.ts'
import { activeAppointments, type May, openCombinations, pageOfPeople } from '../people/index.ts'
import { agreeCombinations, editPeople, listPeople } from '../people/policy.ts'
import { curriculaInForce, institutionById, programsOf } from '../programs/index.ts'
import { importPrograms } from '../programs/policy.ts'
import { nextCallOf } from '../schedule/calls/index.ts'
import { readRisk } from '../schedule/blocks/policy.ts'
import { onRotationNow, personNow, progress, recordSummary, riskFor, scenariosSeen } from '../schedule/index.ts'
import { readScenarios } from '../schedule/scenarios/policy.ts'
import { agreementsDue } from './agreements.ts'
import type { getHome, Task } from './contract.ts'
import { leavesComing } from './leaves.ts'
import { tasksFromFeatures } from './kept-tasks.ts'
import type { Viewer } from './task-sources.ts'
import { firstLine } from './words.ts'

export type Home = RouteAnswer<typeof getHome>

const shown = 8

/** Programs a person answers for by a role in them; a reach over the whole institution is not a desk. */
const desksOf = (actor: Actor, permission: Permission): readonly string[] => scopeOf(actor, permission).programIds

const reach = (scope: Scope): readonly string[] | null => (scope.institution ? null : scope.programIds)

async function traineePart({ platform, actor, guard, now }: Viewer): Promise<Home['trainee']> {
  const { institutionId, personId } = actor
  const standing = await progress(platform, guard, institutionId, personId)
  if (standing.appointments.length === 0) return null
  const { current, next } = await personNow(platform.database.drizzle, institutionId, personId, now)
  return {
    current,
    next,
    call: await callPart(platform, institutionId, personId, now),
    programs: standing.appointments.map(({ programId, programName, level, status, requirements }) => {
      const count = (wanted: typeof status) => requirements.filter((result) => result.status === wanted).length
      return {
        programId,
        programName,
        level,
        status,
        counts: { met: count('met'), onTrack: count('on-track'), atRisk: count('at-risk'), missed: count('missed') },
        worst: requirements
          .filter((result) => result.status !== 'met')
          .sort((a, b) => concern[a.status] - concern[b.status] || (a.dueOn < b.dueOn ? -1 : 1))
          .slice(0, 3),
      }
    }),
  }
}

async function callPart(
  platform: Platform,
  institutionId: string,
  personId: string,
  now: Date,
): Promise<NonNullable<Home['trainee']>['call']> {
  const found = await nextCallOf(platform.database.drizzle, institutionId, personId, now)
  if (found === null) return null
  const { poolName, shiftName, shiftCode, tint, startAt, endAt, timeZone } = found.call
  return {
    isOn: found.isOn,
    poolName,
    shiftName,
    code: shiftCode,
    tint,
    startAt: startAt.toISOString(),
    endAt: endAt.toISOString(),
    timeZone,
  }
}

const concern = { missed: 0, 'at-risk': 1, 'on-track': 2, met: 3 }

async function facultyPart({ platform, actor, today, now }: Viewer): Promise<Home['faculty']> {
  const programIds = actor.grants.flatMap(({ role, programId }) => (role === 'faculty' && programId ? [programId] : []))
  if (programIds.length === 0) return null
  const db = platform.database.drizzle
  const monday = addDays(dayOf(today), 1 - weekdayOf(dayOf(today)))
  const week = { startOn: isoOf(monday), endOn: isoOf(addDays(monday, 6)) }
  const stints = await onRotationNow(db, actor.institutionId, programIds, week, now)
  const programs = new Map((await programsOf(db, actor.institutionId, programIds)).map(({ id, name }) => [id, name]))
  return {
    weekStartOn: week.startOn,
    weekEndOn: week.endOn,
    onRotation: stints.map((stint) => ({ ...stint, programName: programs.get(stint.programId) ?? '' })),
  }
}

async function deskPart({ platform, actor, today }: Viewer): Promise<Home['desk']> {
  const db = platform.database.drizzle
  const { institutionId } = actor
  const drafting = desksOf(actor, readScenarios)
  const editing = desksOf(actor, editPeople)
  const defining = desksOf(actor, importPrograms)
  const inviting = scopeOf(actor, inviteAccounts)
  const hasDesk = drafting.length + editing.length + defining.length > 0
  const curricula = await curriculaInForce(db, institutionId, defining, today)
  const people = { scope: inviting, archived: false, withoutAccount: true }
  const without = holdsAnywhere(inviting)
    ? await pageOfPeople(db, institutionId, people, { after: null, limit: shown })
    : { rows: [], total: 0 }
  if (!hasDesk && without.total === 0) return null
  return {
    drafts: drafting.length === 0 ? null : await draftsOf(platform, institutionId, drafting),
    leavesComing: editing.length === 0 ? null : await leavesComing(db, institutionId, editing, today),
    agreementsDue: [...curricula.values()].flatMap((curriculum) => agreementsDue(curriculum, today)).slice(0, shown),
    withoutAccount: without.rows.map(({ id, givenName, familyName }) => ({
      personId: id,
      personName: `${givenName} ${familyName}`,
    })),
    withoutAccountCount: without.total,
  }
}

async function draftsOf(platform: Platform, institutionId: string, programIds: readonly string[]) {
  const scope = { institution: false, programIds, personId: null }
  const { scenarios } = await scenariosSeen(platform, scope, institutionId, null)
  const yearStartsOn = (await institutionById(platform.database.drizzle, institutionId))?.yearStartsOn
  return scenarios
    .filter(({ status }) => status === 'draft')
    .slice(0, shown)
    .map(({ id, name, startYear, createdAt }) => ({
      scenarioId: id,
      name,
      yearLabel: academicYear(startYear, yearStartsOn).label,
      createdAt,
    }))
}

async function oversightPart({ platform, actor, today, now }: Viewer): Promise<Home['oversight']> {
  const scope = scopeOf(actor, readRisk)
  if (!scope.institution && scope.programIds.length === 0) return null
  const db = platform.database.drizzle
  const { institutionId } = actor
  const programIds = reach(scope)
  const risk = await riskFor(db, institutionId, programIds, now)
  const record = await recordSummary(db, institutionId, programIds, now)
  const programs = await programsOf(db, institutionId, programIds)
  const trainees = await activeAppointments(db, institutionId, { programIds, startOn: today, endOn: today })
  const troubled = risk.trainees.filter(({ status }) => status === 'at-risk' || status === 'missed')
  return {
    programs: programs.map(({ id, name }) => {
      const state = record.programs.find(({ programId }) => programId === id)
      const ofProgram = troubled.filter(({ programId }) => programId === id)
      return {
        programId: id,
        programName: name,
        trainees: trainees.filter(({ programId }) => programId === id).length,
        atRisk: ofProgram.filter(({ status }) => status === 'at-risk').length,
        missed: ofProgram.filter(({ status }) => status === 'missed').length,
        violations: state?.violations ?? 0,
        warnings: state?.warnings ?? 0,
        published: state?.published ?? false,
      }
    }),
    risk: troubled.slice(0, shown).map(({ personId, personName, programName, level, status, worst }) => ({
      personId,
      personName,
      programName,
      level,
      status,
      sentence: worst[0]?.sentence ?? '',
    })),
    violations: record.worst
      .filter(({ severity }) => severity === 'violation')
      .map(({ sentence, citation }) => ({ sentence, citation: citation.text })),
  }
}

/** What waits for the viewer, what others wait for first. */
async function tasksOf(viewer: Viewer, parts: Pick<Home, 'desk' | 'oversight'>): Promise<Task[]> {
  const { platform, actor, guard } = viewer
  const db = platform.database.drizzle
  const { institutionId, personId } = actor
  const tasks: Task[] = [...(await tasksFromFeatures(viewer))]
  const add = (kind: string, sentence: string, to: string, minutes: number | null = null) =>
    void tasks.push({ kind, sentence, to, minutes, dueOn: null })
  const may: May = (permission, target) => guard.may(permission, target)
  const agreeing = desksOf(actor, agreeCombinations)
  const combining = [...new Set([...agreeing, ...desksOf(actor, editPeople)])]
  const proposals = combining.length === 0 ? [] : await openCombinations(db, institutionId, combining, may)
  for (const proposal of proposals) {
    const names = proposal.programs.map(({ programName }) => programName).join(' and ')
    const mine = proposal.programs.some(({ mayAgree }) => mayAgree)
    const missing = proposal.programs.filter(({ agreedAt }) => agreedAt === null).map(({ programName }) => programName)
    const sentence = mine
      ? `Agree to the combined fellowship of ${proposal.personName}: ${names}.`
      : `The combined fellowship of ${proposal.personName} waits for ${missing.join(' and ')}.`
    add(mine ? 'agreement' : 'waiting', sentence, `/people/${proposal.personId}`, mine ? 2 : null)
  }
  const { desk, oversight } = parts
  if (desk !== null && oversight !== null)
    for (const program of oversight.programs)
      if (!program.published && program.trainees > 0)
        add('unpublished', `${program.programName} has no published schedule for this year.`, '/schedule/scenarios')
  const unread = await unreadCount(db, institutionId, personId)
  if (unread > 0) add('notices', unread === 1 ? 'Read 1 new notice.' : `Read ${unread} new notices.`, '/inbox', 1)
  tasks.push(...(await firstSteps(viewer)))
  return tasks
}

/** An institution that has nothing yet: what its administrator does first, in order. */
async function firstSteps({ platform, actor, guard }: Viewer): Promise<Task[]> {
  if (!guard.may(importPrograms, {})) return []
  const db = platform.database.drizzle
  const step = (kind: string, sentence: string, to: string): Task => ({
    kind,
    sentence,
    to,
    minutes: null,
    dueOn: null,
  })
  if ((await programsOf(db, actor.institutionId, null)).length === 0)
    return [step('first-program', 'Import your first program: one file says everything about it.', '/curriculum')]
  if (!guard.may(listPeople, {})) return []
  const wanted = { scope: scopeOf(actor, listPeople), role: 'trainee' as const, archived: false, withoutAccount: false }
  const trainees = await pageOfPeople(db, actor.institutionId, wanted, { after: null, limit: 1 })
  return trainees.total > 0
    ? []
    : [step('first-people', 'Import your people from a spreadsheet, or add them one by one.', '/people')]
}

/** The first page of everybody: each part is there for those whose roles it concerns. */
export async function home(viewer: Viewer): Promise<Home> {
  const { actor, today } = viewer
  const trainee = actor.grants.some(({ role }) => role === 'trainee') ? await traineePart(viewer) : null
  const faculty = await facultyPart(viewer)
  const desk = await deskPart(viewer)
  const oversight = await oversightPart(viewer)
  const tasks = await tasksOf(viewer, { desk, oversight })
  const roles = [...new Set(actor.grants.map(({ role }) => roleNames[role]))]
  return {
    today,
    answer: firstLine({ trainee, faculty, desk, oversight, tasks, roles }),
    tasks,
    trainee,
    faculty,
    desk,
    oversight,
  }
}
