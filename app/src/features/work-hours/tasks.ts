import { dayOf, isoOf } from '@gradus/rules'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Task } from '../home/contract.ts'
import { lately, mondayOf, unconfirmedWeeks } from './facts.ts'
import { judgedHours } from './judge.ts'
import { closeViolations, correctHours } from './policy.ts'
import { openTold, toldBetween } from './telling-store.ts'
import { findingKey } from './views.ts'
import { locksOn, weeksToConfirm } from './week.ts'

interface Viewer {
  readonly platform: Platform
  readonly actor: Actor
  readonly today: string
  readonly now: Date
}

const task = (kind: string, sentence: string, to: string, more: Partial<Task> = {}): Task => ({
  kind,
  sentence,
  to,
  minutes: null,
  dueOn: null,
  ...more,
})

/** What work hours ask of the viewer: a trainee's weeks and broken rules, a coordinator's late weeks, a director's open violations. */
export async function hourTasks(viewer: Viewer): Promise<readonly Task[]> {
  const isTrainee = viewer.actor.grants.some(({ role }) => role === 'trainee')
  return [...(isTrainee ? await ownTasks(viewer) : []), ...(await closingTasks(viewer)), ...(await lateTasks(viewer))]
}

const wantedFrom = ({ actor, today, now }: Viewer) => lately(actor.institutionId, dayOf(today), now)

async function ownTasks(viewer: Viewer): Promise<Task[]> {
  const { platform, actor } = viewer
  const db = platform.database.drizzle
  const hours = await judgedHours(db, { ...wantedFrom(viewer), whose: { personIds: [actor.personId] } })
  const [person] = hours.people
  if (person === undefined) return []
  const weeks = weeksToConfirm(person, hours)
  const broken = hours.judged.get(person.personId)!.findings.filter(({ severity }) => severity === 'violation')
  const range = { startOn: isoOf(hours.range.startOn), endOn: isoOf(hours.range.endOn) }
  const told =
    broken.length === 0 ? [] : await toldBetween(db, actor.institutionId, { personIds: [actor.personId], ...range })
  const untold = broken.filter((finding) => !told.some((row) => row.findingKey === findingKey(finding)))
  return [
    ...weeks.map((monday) =>
      task(
        'hours-confirm',
        `Confirm your hours of the week of ${dayWords(isoOf(monday))} (20 seconds).`,
        `/me/hours?week=${isoOf(monday)}`,
        { dueOn: isoOf(locksOn(monday, person)) },
      ),
    ),
    ...untold
      .slice(0, 1)
      .map(({ startOn = hours.today }) =>
        task(
          'hours-violation',
          `Your hours broke a rule on ${dayWords(isoOf(startOn))}: tell what happened.`,
          `/me/hours?week=${isoOf(mondayOf(startOn))}`,
          { minutes: 1 },
        ),
      ),
  ]
}

async function closingTasks({ platform, actor }: Viewer): Promise<Task[]> {
  const open = await openTold(
    platform.database.drizzle,
    actor.institutionId,
    scopeOf(actor, closeViolations).programIds,
  )
  if (open.length === 0) return []
  const sentence =
    open.length === 1
      ? 'A work-hour violation waits for your action.'
      : `${open.length} work-hour violations wait for your action.`
  return [task('hours-close', sentence, '/hours/violations', { minutes: 2 * open.length })]
}

/** Coordinators ask those who are late; directors see it on the page of hours. */
async function lateTasks(viewer: Viewer): Promise<Task[]> {
  const { platform, actor } = viewer
  const own = scopeOf(actor, correctHours).programIds.filter((id) =>
    actor.grants.some(({ role, programId }) => role === 'coordinator' && programId === id),
  )
  if (own.length === 0) return []
  const hours = await judgedHours(platform.database.drizzle, { ...wantedFrom(viewer), whose: { programIds: own } })
  const late = hours.people.filter((person) => unconfirmedWeeks(person, hours, hours.institution.timeZone).length > 0)
  if (late.length === 0) return []
  return [
    task(
      'hours-late',
      late.length === 1
        ? `${late[0]!.personName} has not confirmed their hours.`
        : `${late.length} trainees have not confirmed their hours.`,
      '/hours',
    ),
  ]
}
