import { dayOf } from '@gradus/rules'
import type { Author } from './author.ts'
import type { PeriodFields } from './contract.ts'
import { overlapOf, placeOf, timesOf } from './entry-checks.ts'
import { mondayOf } from './facts.ts'
import { checkerOf } from './judge.ts'
import { loadWeek } from './week.ts'

/** What the rules would say, asked while somebody types. */
export async function previewPeriod(
  { platform, who, personId }: Author,
  input: PeriodFields & { readonly entryId: string | null; readonly draftKey: string | null },
) {
  const db = platform.database.drizzle
  const week = await loadWeek(
    db,
    { institutionId: who.institutionId, personId, now: platform.now() },
    mondayOf(dayOf(input.on)),
  )
  const { person, institution } = week
  const { timeZone } = placeOf(person, input.on, institution.timeZone)
  const times = timesOf(input, timeZone)
  const checker = checkerOf({
    ...person,
    hours: { ...person.hours, horizon: { startOn: week.week.startOn, endOn: week.week.endOn + 7 } },
  })
  const { introduced, resolved } = checker.preview({
    addPeriods: [{ id: 'preview', kind: input.kind, ...times, extension: input.extension, reason: input.stayReason }],
    removeIds: [input.entryId, input.draftKey].filter((id) => id !== null),
  })
  const shown = (findings: typeof introduced) => findings.map(({ severity, sentence }) => ({ severity, sentence }))
  return {
    minutes: times.endAt - times.startAt,
    introduced: shown(introduced),
    resolved: shown(resolved),
    problem: overlapOf(times, person, timeZone, input),
  }
}
