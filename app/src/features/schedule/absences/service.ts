import { dayOf, isoOf } from '@gradus/rules'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { Actor } from '../../../contract/roles.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { rotationName } from '../../curriculum/index.ts'
import { peopleByIds } from '../../people/index.ts'
import { curriculaInForce, programsOf, todayOf } from '../../programs/index.ts'
import { balanceOf } from './allowance.ts'
import { askedFor } from './ask.ts'
import { countedOf, earnsOf, pausesOf, personContext, policiesFor, seatOn, yearsOf } from './context.ts'
import type { absenceQueue, getAbsence, getAbsencePolicy, myAbsences, RequestView } from './contract.ts'
import { lookedAgain } from './decide.ts'
import { effectOf } from './effect.ts'
import { besideOf, combinedPeople } from './owners.ts'
import type { AbsenceSettings } from './settings.ts'
import type { RequestRow } from './store.ts'
import * as store from './store.ts'
import { requestViews } from './views.ts'

const decidedShown = 30

async function viewsFor(
  platform: Platform,
  reader: { readonly guard: Guard; readonly actor: Actor },
  rows: readonly RequestRow[],
): Promise<RequestView[]> {
  const db = platform.database.drizzle
  const { institutionId } = reader.actor
  const people = await peopleByIds(db, institutionId, [...new Set(rows.map(({ personId }) => personId))])
  const ids = rows.map(({ id }) => id)
  const days = rows.flatMap(({ startOn, endOn }) => [startOn, endOn]).sort()
  const holidays =
    days.length === 0 ? [] : await store.holidaysBetween(db, institutionId, { startOn: days[0]!, endOn: days.at(-1)! })
  return requestViews(rows, {
    ...reader,
    today: await todayOf(platform, institutionId),
    names: new Map([...people].map(([id, row]) => [id, `${row.givenName} ${row.familyName}`])),
    programNames: new Map(
      (await programsOf(db, institutionId, [...new Set(rows.map(({ programId }) => programId))])).map((row) => [
        row.id,
        row.name,
      ]),
    ),
    beside: await besideOf(db, institutionId, [...people.keys()]),
    decisions: await store.decisionsOf(db, institutionId, ids),
    holidays: new Set(holidays.filter(({ programId }) => programId === null).map(({ onDay }) => dayOf(onDay))),
  })
}

/** One person's time away: what is left, what was asked for, and what may be asked for. */
export async function ofPerson(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  personId: string,
): Promise<RouteAnswer<typeof myAbsences>> {
  const { institutionId } = actor
  const context = await askedFor(platform, guard, institutionId, personId)
  const names = new Map(
    (await programsOf(platform.database.drizzle, institutionId, [...context.policies.keys()])).map((row) => [
      row.id,
      row.name,
    ]),
  )
  const years = yearsOf(context, context.today)
  return {
    personName: context.personName,
    today: isoOf(context.today),
    yearLabel: years.year.label,
    programs: [...context.policies].flatMap(([programId, { settings }]) => {
      const seat =
        seatOn(context, context.today, programId) ??
        context.careers.seats.find((each) => each.programId === programId && each.startOn > context.today)
      if (seat === undefined) return []
      const away = countedOf(context, programId)
      return [
        {
          programId,
          name: names.get(programId) ?? '',
          kinds: settings.kinds.map(({ code, name, callIn, countsTowardTraining, allowanceDays, verified }) => ({
            code,
            name,
            callIn,
            countsTowardTraining,
            allowanceDays,
            verified,
          })),
          balances: settings.kinds
            .map((kind) => balanceOf(kind, away, earnsOf(seat, pausesOf(context)), years, context.holidays))
            .filter(
              ({ allowanceDays, approvedDays, pendingDays }) =>
                allowanceDays !== null || approvedDays + pendingDays > 0,
            ),
          noticeDays: settings.noticeDays,
          remarks: settings.remarks,
        },
      ]
    }),
    requests: await viewsFor(platform, { guard, actor }, context.requests),
  }
}

export async function queue(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof absenceQueue>> {
  const db = platform.database.drizzle
  const { institutionId } = actor
  const { waiting, decided } = await store.requestsOfPrograms(db, institutionId, programIds, decidedShown)
  const elsewhere = await store.waitingElsewhere(
    db,
    institutionId,
    await combinedPeople(db, institutionId, programIds ?? []),
    programIds ?? [],
  )
  const beside = await besideOf(db, institutionId, [...new Set(elsewhere.map(({ personId }) => personId))])
  const concerning = elsewhere.filter((row) => beside(row).some((id) => programIds?.includes(id)))
  const views = await viewsFor(platform, { guard, actor }, [...waiting, ...concerning, ...decided])
  const mineFirst = (a: RequestView, b: RequestView) => Number(b.abilities.decide) - Number(a.abilities.decide)
  return {
    waiting: views.filter(({ state }) => state === 'pending').sort(mineFirst),
    decided: views.filter(({ state }) => state !== 'pending'),
  }
}

/** A request with what it would do, for those who decide about it. */
export async function requestWithEffect(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  requestId: string,
): Promise<RouteAnswer<typeof getAbsence>> {
  const { institutionId } = actor
  const row = await store.requestById(platform.database.drizzle, institutionId, requestId)
  if (row === undefined) throw notFound('request')
  const beside = await besideOf(platform.database.drizzle, institutionId, [row.personId])
  guard.require({ programIds: [row.programId, ...beside(row)] })
  const context = await personContext(platform, institutionId, row.personId)
  const [request] = await viewsFor(platform, { guard, actor }, [row])
  return { request: request!, effect: await effectOf(platform, guard, context, lookedAgain(context, row)) }
}

export async function policyOf(
  platform: Platform,
  institutionId: string,
  programId: string,
): Promise<RouteAnswer<typeof getAbsencePolicy>> {
  const db = platform.database.drizzle
  const [program] = await programsOf(db, institutionId, [programId])
  if (program === undefined) throw notFound('program')
  const policy = (await policiesFor(db, institutionId, [programId])).get(programId)!
  const today = await todayOf(platform, institutionId)
  const curriculum = (await curriculaInForce(db, institutionId, [programId], today)).get(programId)
  return {
    programName: program.name,
    ...policy,
    levels: curriculum?.definition.levels.map(({ id }) => id) ?? [],
    rotations: (curriculum?.definition.rotations ?? []).map((rotation) => ({
      id: rotation.id,
      name: rotationName(rotation),
    })),
  }
}

export async function changePolicy(
  platform: Platform,
  who: Who,
  programId: string,
  { expectedVersion, settings }: { readonly expectedVersion: number; readonly settings: AbsenceSettings },
): Promise<{ version: number }> {
  const { institutionId } = who
  return write(platform, who, async (tx) => {
    const before = (await policiesFor(tx, institutionId, [programId])).get(programId)!
    if (!(await store.savePolicy(tx, { institutionId, programId, settings }, expectedVersion)))
      throw new AppError('stale', 'Somebody changed the policy meanwhile. What you typed is kept; look again.', {
        current: { version: before.version, settings: before.settings },
      })
    tx.record({
      action: 'absence-policy.changed',
      entity: 'program',
      entityId: programId,
      programId,
      before: before.own ? before.settings : null,
      after: settings,
    })
    return { version: expectedVersion + 1 }
  })
}
