import { civilOf, dayOf, daysInMonth, isoOf } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import { AppError } from '../../../contract/app-error.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments, leaveNames, leavesBetween } from '../../people/index.ts'
import { readPerson } from '../../people/policy.ts'
import { programsOf, todayOf } from '../../programs/index.ts'
import { policiesFor } from './context.ts'
import type { absenceCalendar } from './contract.ts'
import * as store from './store.ts'

const daysAtMost = 366

function monthOf(on: string): { readonly startOn: string; readonly endOn: string } {
  const { year, month } = civilOf(dayOf(on))
  return { startOn: `${on.slice(0, 7)}-01`, endOn: `${on.slice(0, 7)}-${daysInMonth(year, month)}` }
}

type Calendar = RouteAnswer<typeof absenceCalendar>
type AwayDays = Calendar['programs'][number]['people'][number]['away'][number]

/** Who is away, by program and person; why only for those who may know. A fixed number of queries. */
export async function calendarOf(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  wantedIds: readonly string[] | null,
  wanted: { readonly startOn?: string | undefined; readonly endOn?: string | undefined },
): Promise<Calendar> {
  const today = await todayOf(platform, institutionId)
  const { startOn = monthOf(today).startOn, endOn = monthOf(startOn).endOn } = wanted
  if (endOn < startOn || dayOf(endOn) - dayOf(startOn) >= daysAtMost)
    throw new AppError('invalid', 'Ask for at most a year, with the first day before the last.')
  const db = platform.database.drizzle
  const range = { startOn, endOn }
  const programs = await programsOf(db, institutionId, wantedIds)
  const programIds = programs.map(({ id }) => id)
  const held = await activeAppointments(db, institutionId, { ...range, programIds })
  const personIds = [...new Set(held.map(({ personId }) => personId))]
  const leaves = groupBy(await leavesBetween(db, institutionId, personIds, range), ({ personId }) => personId)
  const asking = groupBy(await store.absencesBetween(db, institutionId, personIds, range), ({ personId }) => personId)
  const policies = await policiesFor(db, institutionId, programIds)
  const programsOfPeople = groupBy(held, ({ personId }) => personId)

  const awayOf = (personId: string): AwayDays[] => {
    const targets = (programsOfPeople.get(personId) ?? []).map(({ programId }) => programId)
    const why = guard.may(readPerson, { personId, programIds: targets })
    const requests = asking.get(personId) ?? []
    const names = new Map(requests.map(({ leaveId, kindName }) => [leaveId, kindName]))
    return [
      ...(leaves.get(personId) ?? []).map(
        (leave): AwayDays => ({
          startOn: leave.startOn,
          endOn: leave.endOn,
          part: 'days',
          state: 'approved',
          kindName: why ? (names.get(leave.id) ?? leaveNames[leave.kind]) : null,
        }),
      ),
      ...requests
        .filter(({ leaveId }) => leaveId === null)
        .map(
          (row): AwayDays => ({
            startOn: row.startOn,
            endOn: row.endOn,
            part: row.part,
            state: row.state === 'pending' ? 'pending' : 'approved',
            kindName: why ? row.kindName : null,
          }),
        ),
    ].sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
  }

  return {
    today,
    startOn,
    endOn,
    programs: programs.map((program) => {
      const own = held.filter(({ programId }) => programId === program.id)
      const people = [...new Map(own.map((row) => [row.personId, row])).values()]
      const rows = people.map((row) => ({
        personId: row.personId,
        personName: `${row.givenName} ${row.familyName}`,
        away: awayOf(row.personId),
      }))
      const { settings } = policies.get(program.id)!
      return {
        programId: program.id,
        name: program.name,
        people: rows.filter(({ away }) => away.length > 0),
        peopleCount: people.length,
        limit: settings.limits.find(({ rotationId, level }) => rotationId === null && level === null)?.most ?? null,
        blackouts: settings.blackouts
          .filter((each) => each.startOn <= endOn && startOn <= each.endOn)
          .map(({ name, startOn: from, endOn: until, firm }) => ({ name, startOn: from, endOn: until, firm })),
        days: countByDay(rows, range),
      }
    }),
  }
}

/** How many are away for the whole of each day, asked for or approved. */
function countByDay(
  rows: readonly { readonly away: readonly AwayDays[] }[],
  range: { readonly startOn: string; readonly endOn: string },
): { on: string; away: number }[] {
  const from = dayOf(range.startOn)
  return Array.from({ length: dayOf(range.endOn) - from + 1 }, (_, index) => {
    const on = isoOf(from + index)
    const isAway = ({ startOn, endOn, part }: AwayDays) => part === 'days' && startOn <= on && on <= endOn
    return { on, away: rows.filter(({ away }) => away.some(isAway)).length }
  })
}
