import { academicYear } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../../contract/app-error.ts'
import type { Scope } from '../../../../contract/permission.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { type Who, write, type WriteTx } from '../../../../platform/audit/write.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { dayWords } from '../../../../platform/day-words.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { notify } from '../../../notifications/index.ts'
import { programsOf, todayAt } from '../../../programs/index.ts'
import { keptYear } from '../../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../../facts/load.ts'
import type { YearFacts } from '../../facts/year-facts.ts'
import { gridRows } from '../../grid.ts'
import { rotationKey, rotationViews, versionsShown } from '../../rotations.ts'
import { closePreferences } from '../policy.ts'
import type { Wish } from '../schema.ts'
import type { listWishes, WishRow } from './contract.ts'
import { answersOf, deadlinesOf, type PreferenceRow, saveDeadline, saveReminder } from './store.ts'

/** The programs a scope reaches among those asked for; null is every program. */
export function programsAsked(scope: Scope, programId: string | undefined): readonly string[] | null {
  const reach = scope.institution ? null : scope.programIds
  if (programId === undefined) return reach
  return reach === null || reach.includes(programId) ? [programId] : []
}

export const yearOfRecord = (
  platform: Platform,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
) =>
  keptYear(platform.database.drizzle, {
    institutionId,
    startYear,
    programIds,
    source: { kind: 'record' },
    now: platform.now(),
  })

/** Who has answered and who has not, by program. */
export async function wishesByProgram(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  startYear: number,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof listWishes>> {
  const db = platform.database.drizzle
  const institution = await institutionOrThrow(db, institutionId)
  const facts = await yearOfRecord(platform, institutionId, startYear, programIds)
  const people = [...new Set(facts.seats.map(({ personId }) => personId))]
  const answers = new Map((await answersOf(db, institutionId, people, startYear)).map((row) => [row.personId, row]))
  const ids = facts.programs.map(({ id }) => id)
  const deadlines = await deadlinesOf(db, institutionId, ids, startYear)
  const levels = new Map(gridRows(facts).map((row) => [row.appointmentId, row.level]))
  const codes = codesOf(facts)
  return {
    label: academicYear(startYear, institution.yearStartsOn).label,
    today: todayAt(institution, platform.now()),
    programs: facts.programs.map(({ id, name }) => {
      const deadline = deadlines.get(id)
      const seats = facts.seats.filter(({ programId }) => programId === id)
      const own = new Set(seats.map((seat) => seat.id))
      return {
        programId: id,
        programName: name,
        dueOn: deadline?.dueOn ?? null,
        version: deadline?.version ?? 0,
        remindedAt: deadline?.remindedAt?.toISOString() ?? null,
        mayManage: guard.may(closePreferences, { programIds: [id] }),
        published: facts.placements.some(({ appointmentId }) => own.has(appointmentId)),
        trainees: seats
          .map((seat) =>
            rowOf(
              seat.personId,
              seat.personName,
              levels.get(seat.id) ?? seat.entryLevel,
              answers.get(seat.personId),
              codes,
            ),
          )
          .sort((a, b) => Number(a.answered) - Number(b.answered)),
      }
    }),
  }
}

type Codes = ReadonlyMap<string, { readonly code: string; readonly tint: number }>

const codesOf = (facts: YearFacts): Codes =>
  new Map(rotationViews(versionsShown(facts)).map(({ key, code, tint }) => [key, { code, tint }]))

function rowOf(
  personId: string,
  personName: string,
  level: string,
  answer: PreferenceRow | undefined,
  codes: Codes,
): WishRow {
  const among = (wishes: readonly Wish[]) =>
    wishes
      .toSorted((a, b) => Math.abs(a.rank) - Math.abs(b.rank))
      .map(
        ({ programId, rotationId }) => codes.get(rotationKey(programId, rotationId)) ?? { code: rotationId, tint: 0 },
      )
  const weeks = answer?.weeks ?? []
  return {
    personId,
    personName,
    level,
    answered: answer !== undefined,
    enteredReason: answer?.enteredReason ?? null,
    wanted: among((answer?.wishes ?? []).filter(({ rank }) => rank > 0)),
    unwanted: among((answer?.wishes ?? []).filter(({ rank }) => rank < 0)),
    weeksOff: weeks.filter(({ kind }) => kind === 'off').length,
    weeksOn: weeks.filter(({ kind }) => kind === 'on').length,
  }
}

export interface Desk {
  readonly programId: string
  readonly startYear: number
  readonly label: string
  readonly programName: string
  readonly today: string
  /** Trainees of the program in the year, each once, and whether they answered. */
  readonly trainees: readonly { readonly personId: string; readonly answered: boolean }[]
}

/** Who is asked for wishes. Not from inside a write. */
export async function deskOf(
  platform: Platform,
  db: Reads,
  institutionId: string,
  programId: string,
  startYear: number,
): Promise<Desk> {
  const institution = await institutionOrThrow(db, institutionId)
  const [program] = await programsOf(db, institutionId, [programId])
  if (program === undefined) throw notFound('program')
  const year = academicYear(startYear, institution.yearStartsOn)
  const facts = await yearOfRecord(platform, institutionId, startYear, [programId])
  const people = [...new Set(facts.seats.map(({ personId }) => personId))]
  const answered = new Set((await answersOf(db, institutionId, people, startYear)).map(({ personId }) => personId))
  return {
    programId,
    startYear,
    label: year.label,
    programName: program.name,
    today: todayAt(institution, platform.now()),
    trainees: people.map((personId) => ({ personId, answered: answered.has(personId) })),
    ...isoRange(year),
  }
}

const notice = (platform: Platform, institutionId: string, personId: string, title: string, detail: string) => ({
  institutionId,
  id: randomUUID(),
  personId,
  at: platform.now(),
  kind: 'wishes.asked' as const,
  title,
  detail,
  link: '/me/preferences',
})

/** Sets the last day and tells those who have not answered yet. */
export async function setDeadline(
  platform: Platform,
  who: Who,
  programId: string,
  startYear: number,
  asked: DeadlineAsked,
): Promise<{ version: number; notified: number }> {
  const desk = await deskOf(platform, platform.database.drizzle, who.institutionId, programId, startYear)
  return write(platform, who, (tx) => changeDeadline(tx, platform, who.institutionId, desk, asked))
}

export interface DeadlineAsked {
  readonly expectedVersion: number
  readonly dueOn: string | null
}

/** The same within a transaction, with who is asked as `deskOf` read it before. */
export async function changeDeadline(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  { programId, programName, startYear, label, trainees }: Desk,
  { expectedVersion, dueOn }: DeadlineAsked,
  mark: Readonly<Record<string, string>> = {},
): Promise<{ version: number; notified: number }> {
  const before = (await deadlinesOf(tx, institutionId, [programId], startYear)).get(programId)
  if (!(await saveDeadline(tx, { institutionId, programId, startYear, dueOn }, expectedVersion)))
    throw new AppError('stale', 'Somebody else set this day meanwhile. Look at it again before you save.', {
      current: { dueOn: before?.dueOn ?? null, version: before?.version ?? 0 },
    })
  const isNews = dueOn !== null && dueOn !== (before?.dueOn ?? null)
  const told = isNews ? trainees.filter(({ answered }) => !answered) : []
  await notify(
    tx,
    told.map(({ personId }) =>
      notice(
        platform,
        institutionId,
        personId,
        `Say what you would like in ${label}`,
        `${programName} takes your wishes until ${dayWords(dueOn ?? '')}.`,
      ),
    ),
  )
  tx.record({
    action: 'preferences.deadline-set',
    entity: 'program',
    entityId: programId,
    programId,
    before: { startYear, dueOn: before?.dueOn ?? null },
    after: { startYear, dueOn, ...mark },
  })
  return { version: expectedVersion + 1, notified: told.length }
}

/** Reminds those who have not answered, once a day at most: more only teaches people to look away. */
export async function remind(
  platform: Platform,
  who: Who,
  programId: string,
  startYear: number,
): Promise<{ reminded: number }> {
  const { institutionId } = who
  const db = platform.database.drizzle
  const { label, programName, trainees, today } = await deskOf(platform, db, institutionId, programId, startYear)
  const institution = await institutionOrThrow(db, institutionId)
  const silent = trainees.filter(({ answered }) => !answered)
  if (silent.length === 0) throw new AppError('conflict', 'Everybody has answered; there is nobody to remind.')
  return write(platform, who, async (tx) => {
    const deadline = (await deadlinesOf(tx, institutionId, [programId], startYear)).get(programId)
    const last = deadline?.remindedAt ?? null
    const hours = last === null ? Number.POSITIVE_INFINITY : (platform.now().getTime() - last.getTime()) / 3_600_000
    if (last !== null && (hours < 20 || (institution.fixedToday === null && todayAt(institution, last) === today)))
      throw new AppError('conflict', 'They were reminded today already. Remind them again tomorrow.')
    await saveReminder(tx, { institutionId, programId, startYear }, platform.now())
    const until = deadline?.dueOn ? `It is asked for until ${dayWords(deadline.dueOn)}.` : 'It takes five minutes.'
    await notify(
      tx,
      silent.map(({ personId }) =>
        notice(
          platform,
          institutionId,
          personId,
          `${programName} waits for your wishes for ${label}`,
          `Say which rotations and weeks you would like, or that you have no wish. ${until}`,
        ),
      ),
    )
    tx.record({
      action: 'preferences.reminded',
      entity: 'program',
      entityId: programId,
      programId,
      after: { startYear, reminded: silent.length },
    })
    return { reminded: silent.length }
  })
}
