import { dayOf, isoOf, SHORT_WEEKDAY_NAMES, weekdayOf } from '@gradus/rules'
import { z } from 'zod'
import { isoDate } from '../../contract/fields.ts'
import { dayWords } from '../../platform/day-words.ts'
import { openGuard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { oneTap, type OneTapCall } from '../notifications/index.ts'
import { brokenIn, confirmLink, sumWords } from './ask-weekly.ts'
import type { HourLine } from './contract.ts'
import { logOwnHours } from './policy.ts'
import { seenOf } from './views.ts'
import { confirmableThrough, isLocked, linesOf, loadWeek, readMonday, type Week, workedOf } from './week.ts'
import { confirmWeek } from './week-changes.ts'

const asked = z.object({ weekOn: isoDate, seen: z.string() })
type Asked = z.output<typeof asked>

/** Confirms a week exactly as the message told it; anything else is for the page of hours. */
export const confirmHoursTap = oneTap({
  ...confirmLink,
  shape: asked,
  elsewhere: ({ weekOn }) => ({
    words: 'Something was different? Sign in and change it',
    link: `/me/hours?week=${weekOn}`,
  }),
  async describe(platform, { actor, data }) {
    const { week, lines } = await look(platform, { actor, data })
    return {
      title: `Your hours of the week of ${dayWords(data.weekOn)}`,
      detail: `${sumWords(lines)}, as drafted from the schedule and logged by you.`,
      lines: workedOf(lines).map(lineWords),
      button: 'It was so: confirm',
      over: whyNot(week, lines, data),
    }
  },
  async run(platform, { actor, who, data }) {
    const { lines } = await look(platform, { actor, data })
    const throughOn = await confirmWeek({ platform, who, personId: actor.personId }, data.weekOn, data.seen)
    return [
      `Your hours from ${dayWords(data.weekOn)} to ${dayWords(throughOn)} are confirmed: ${sumWords(lines)}.`,
      ...workedOf(lines).map(lineWords),
    ].join('\n')
  },
})

async function look(platform: Platform, { actor, data }: Pick<OneTapCall<Asked>, 'actor' | 'data'>) {
  const { institutionId, personId } = actor
  openGuard(logOwnHours, actor).require({ personId })
  const db = platform.database.drizzle
  const week = await loadWeek(db, { institutionId, personId, now: platform.now() }, readMonday(data.weekOn))
  return { week, lines: await linesOf(db, week) }
}

function whyNot(week: Week, lines: readonly HourLine[], { seen }: Asked): string | null {
  const { startOn } = week.week
  if (isLocked(startOn, week))
    return `The week of ${dayWords(isoOf(startOn))} is locked; it can no longer be confirmed.`
  if (confirmableThrough(week) === null) return 'You have confirmed this week already.'
  if (seenOf(lines) !== seen) return 'These hours have changed since the message was sent. Sign in and look at them.'
  const broken = brokenIn(week)
  return broken === null
    ? null
    : `As it stands a rule is broken: ${broken} Sign in, correct what was different or tell what happened, and confirm then.`
}

/** "Mon 9 Nov: 17:00 to 07:00 of the next day, MRI" */
const lineWords = ({ on, start, end, endsDaysLater, label }: HourLine): string => {
  const day = `${SHORT_WEEKDAY_NAMES[weekdayOf(dayOf(on)) - 1] ?? ''} ${dayWords(on).slice(0, -' 2026'.length)}`
  const until = endsDaysLater === 0 ? end : `${end} of the next day`
  return `${day}: ${start} to ${until}${label === '' ? '' : `, ${label}`}`
}
