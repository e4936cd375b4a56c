import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Platform } from '../../../platform/platform.ts'
import { notify } from '../../notifications/index.ts'
import type { confirmMyGoals, DeskStay, getMyGoals, listGoals } from './contract.ts'
import { type Stay, staysFrom } from './stays.ts'
import { insertConfirmations } from './store.ts'

const shared = ({ seat, rotationId, text, code, tint, level, startOn, endOn, state, confirmedOn }: Stay) => ({
  appointmentId: seat.id,
  rotationId,
  rotationName: text.rotationName,
  code,
  tint,
  level,
  startOn,
  endOn,
  state,
  confirmedOn,
})

export async function myGoals(
  platform: Platform,
  institutionId: string,
  personId: string,
): Promise<RouteAnswer<typeof getMyGoals>> {
  const wanted = { institutionId, programIds: null, personId, now: platform.now() }
  const { today, stays } = await staysFrom(platform.database.drizzle, wanted)
  return {
    today,
    stays: stays.map((stay) => ({
      ...shared(stay),
      programName: stay.seat.followed.definition.name,
      fingerprint: stay.fingerprint,
      goals: [...stay.text.goals],
      objectives: [...stay.text.objectives],
    })),
  }
}

/** Keeps word for word what was confirmed. Confirming again changes nothing. */
export async function confirmGoals(
  platform: Platform,
  who: Who & { readonly personId: string },
  asked: { readonly appointmentId: string; readonly rotationId: string; readonly fingerprint: string },
): Promise<RouteAnswer<typeof confirmMyGoals>> {
  const { institutionId, personId } = who
  const wanted = { institutionId, programIds: null, personId, now: platform.now() }
  const { today, stays } = await staysFrom(platform.database.drizzle, wanted)
  const mine = stays.filter((stay) => stay.seat.id === asked.appointmentId && stay.rotationId === asked.rotationId)
  const [first] = mine
  if (first === undefined) throw notFound('rotation of yours from today on')
  const stay = mine.find(({ state }) => state === 'open') ?? first
  if (stay.state === 'confirmed' && stay.confirmedOn !== null) return { confirmedOn: stay.confirmedOn }
  if (stay.state === 'nothing') throw new AppError('conflict', 'This rotation has no goals to read.')
  if (stay.state === 'later')
    throw new AppError(
      'conflict',
      `The goals of ${stay.text.rotationName} can be confirmed from two weeks before ${dayWords(stay.startOn)} on.`,
    )
  if (stay.fingerprint !== asked.fingerprint)
    throw new AppError('stale', 'The goals have changed since you opened this page. Read them as they are now.', {
      current: { fingerprint: stay.fingerprint },
    })
  await write(platform, who, async (tx) => {
    await insertConfirmations(tx, [confirmationOf(institutionId, stay, today, platform.now())])
    tx.record({
      action: 'goals.confirmed',
      entity: 'person',
      entityId: personId,
      programId: stay.seat.programId,
      after: {
        rotation: stay.text.rotationName,
        level: stay.level,
        startOn: stay.startOn,
        fingerprint: stay.fingerprint,
      },
    })
  })
  return { confirmedOn: today }
}

export const confirmationOf = (institutionId: string, stay: Stay, confirmedOn: string, confirmedAt: Date) => ({
  institutionId,
  id: randomUUID(),
  personId: stay.seat.personId,
  appointmentId: stay.seat.id,
  programId: stay.seat.programId,
  rotationId: stay.rotationId,
  level: stay.level,
  fingerprint: stay.fingerprint,
  told: stay.text,
  confirmedOn,
  confirmedAt,
})

const order: Record<DeskStay['state'], number> = { open: 0, confirmed: 1, later: 2, nothing: 3 }

/** Stays that are under way or start soon, those still to be read first. */
export async function goalsByProgram(
  platform: Platform,
  institutionId: string,
  programIds: readonly string[] | null,
): Promise<RouteAnswer<typeof listGoals>> {
  const { today, stays, programs } = await staysFrom(platform.database.drizzle, {
    institutionId,
    programIds,
    now: platform.now(),
  })
  return {
    today,
    programs: programs.map(({ id, name }) => {
      const own = stays.filter(({ seat }) => seat.programId === id)
      return {
        programId: id,
        programName: name,
        stays: own
          .filter(({ state }) => state === 'open' || state === 'confirmed')
          .map((stay) => ({ ...shared(stay), personId: stay.seat.personId, personName: stay.seat.personName }))
          .sort((a, b) => order[a.state] - order[b.state]),
        without: [
          ...new Set(own.filter(({ state }) => state === 'nothing').map(({ text }) => text.rotationName)),
        ].sort(),
      }
    }),
  }
}

/** One notice to each trainee with something to read, whatever the number of rotations. */
export async function remindOfGoals(platform: Platform, who: Who, programId: string): Promise<{ reminded: number }> {
  const { institutionId } = who
  const { stays } = await staysFrom(platform.database.drizzle, {
    institutionId,
    programIds: [programId],
    now: platform.now(),
  })
  const open = stays.filter(({ state, seat }) => state === 'open' && seat.programId === programId)
  const people = new Map(open.map((stay) => [stay.seat.personId, stay]))
  if (people.size === 0) throw new AppError('conflict', 'Everybody has read the goals of their rotation.')
  await write(platform, who, async (tx) => {
    await notify(
      tx,
      [...people.values()].map((stay) => ({
        institutionId,
        id: randomUUID(),
        personId: stay.seat.personId,
        at: platform.now(),
        kind: 'goals.asked' as const,
        title: `Read the goals of ${stay.text.rotationName}`,
        detail: `Your rotation from ${dayWords(stay.startOn)} has goals to read and confirm. It takes two minutes.`,
        link: '/me/goals',
      })),
    )
    tx.record({
      action: 'goals.reminded',
      entity: 'program',
      entityId: programId,
      programId,
      after: { reminded: people.size },
    })
  })
  return { reminded: people.size }
}
