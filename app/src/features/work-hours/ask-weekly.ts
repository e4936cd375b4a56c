import { type Day, dayOf, formatDuration, isoOf, weekdayOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { write } from '../../platform/audit/write.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Sweep } from '../../platform/jobs/jobs.ts'
import type { Platform } from '../../platform/platform.ts'
import { type NewNotice, notify, offer } from '../notifications/index.ts'
import { allInstitutions, type Institution, programsOf, todayAt } from '../programs/index.ts'
import { asksSince, insertAsk, traineesAmong } from './ask-store.ts'
import type { HourLine } from './contract.ts'
import { type HourFacts, lately, loadHours, type Person } from './facts.ts'
import { settingsOf } from './settings-store.ts'
import { versionsOf } from './store.ts'
import { instantOf } from './times.ts'
import { seenOf, startOf } from './views.ts'
import { actualFindings, linesAmong, locksOn, minutesOf, workedOf, weeksToConfirm } from './week.ts'
import { weekSubject } from './week-changes.ts'

const tenMinutes = 600
const day = 86_400_000

/** Asks trainees on their program's day of the week to confirm the weeks that are over; who has confirmed hears nothing. */
export const hourSweep: Sweep = {
  everySeconds: tenMinutes,
  async run(platform) {
    for (const institution of await allInstitutions(platform.database.drizzle)) await askFor(platform, institution)
  },
}

/** Its day is today; or yesterday, for a server that was not there to ask. */
const dueOn = (weekday: number | null, today: Day): Day | undefined =>
  [today, today - 1].find((on) => weekdayOf(on) === weekday)

async function askFor(platform: Platform, institution: Institution): Promise<void> {
  const db = platform.database.drizzle
  const { institutionId } = institution
  const now = platform.now()
  const today = dayOf(todayAt(institution, now))
  const programs = await programsOf(db, institutionId, null)
  const settings = await settingsOf(db, institutionId, null)
  const asked = new Set(
    (await asksSince(db, institutionId, isoOf(today - 1))).map(({ programId, askedOn }) => `${programId} ${askedOn}`),
  )
  const due = new Map(
    programs.flatMap(({ id }) => {
      const on = dueOn(settings(id).settings.asksOnWeekday.value, today)
      return on === undefined || asked.has(`${id} ${isoOf(on)}`) ? [] : [[id, isoOf(on)] as const]
    }),
  )
  if (due.size === 0) return
  const facts = await loadHours(db, { ...lately(institutionId, today, now), whose: { programIds: [...due.keys()] } })
  const notices = await noticesFor(platform, facts)
  const who = { institutionId, personId: null, name: 'Gradus', requestId: 'hours to confirm' }
  for (const [programId, askedOn] of due) {
    const own = new Set(facts.people.filter(({ programIds }) => programIds[0] === programId).map((one) => one.personId))
    await write(platform, who, async (tx) => {
      const isFirst = await insertAsk(tx, { institutionId, programId, askedOn, askedAt: now })
      const told = isFirst ? notices.filter(({ personId }) => own.has(personId)) : []
      await notify(tx, told)
      tx.record({
        action: 'hours.asked',
        entity: 'program',
        entityId: programId,
        programId,
        after: { askedOn, weeks: told.length },
      })
    })
  }
}

async function noticesFor(platform: Platform, facts: HourFacts): Promise<NewNotice[]> {
  const db = platform.database.drizzle
  const { institutionId } = facts.institution
  const late = facts.people.filter((person) => weeksToConfirm(person, facts).length > 0)
  const ids = late.map(({ personId }) => personId)
  const trainees = await traineesAmong(db, institutionId, ids)
  const [first] = late
  if (first === undefined) return []
  const span = {
    startAt: instantOf(startOf(first, facts.range.startOn)),
    endAt: instantOf(startOf(first, facts.range.endOn + 1)),
  }
  const versions = await versionsOf(db, institutionId, ids, span)
  return late
    .filter(({ personId }) => trainees.has(personId))
    .flatMap((person) =>
      weeksToConfirm(person, facts).map((monday) => noticeOf(platform.now(), { ...facts, person }, monday, versions)),
    )
}

/** How a message lets a trainee confirm without signing in; `taps.ts` says what happens then. */
export const confirmLink = { action: 'hours.confirm', linkWords: 'Confirm it as drafted' }

/** What speaks against confirming a week unseen: the rule that its hours, as they stand, break. */
export const brokenIn = (week: Parameters<typeof actualFindings>[0]): string | null =>
  actualFindings(week).find(({ severity }) => severity === 'violation')?.sentence ?? null

/** "50 h on 5 days" */
export const sumWords = (lines: readonly HourLine[]): string => {
  const worked = workedOf(lines)
  const days = new Set(worked.map(({ on }) => on)).size
  return `${formatDuration(minutesOf(worked))} on ${days} ${days === 1 ? 'day' : 'days'}`
}

function noticeOf(
  at: Date,
  facts: HourFacts & { readonly person: Person },
  monday: Day,
  versions: Awaited<ReturnType<typeof versionsOf>>,
): NewNotice {
  const { institution, person, today } = facts
  const weekOn = isoOf(monday)
  const week = { ...facts, week: { startOn: monday, endOn: monday + 6 } }
  const lines = linesAmong(week, versions)
  const broken = brokenIn(week)
  const expiresAt = new Date(at.getTime() + (locksOn(monday, person) - today + 1) * day)
  return {
    institutionId: institution.institutionId,
    id: randomUUID(),
    personId: person.personId,
    at,
    kind: 'hours.confirm',
    subject: weekSubject(person.personId, weekOn),
    title: `Confirm your hours of the week of ${dayWords(weekOn)}`,
    detail:
      broken === null
        ? `As it stands: ${sumWords(lines)}. If it was so, one tap confirms it; if something was different, sign in and change it.`
        : `As it stands a rule is broken: ${broken} Correct what was different, or tell what happened, and confirm then.`,
    link: `/me/hours?week=${weekOn}`,
    taps: broken === null ? [offer(confirmLink, { weekOn, seen: seenOf(lines) }, expiresAt)] : [],
  }
}
