import { randomUUID } from 'node:crypto'
import { AppError, notFound, type Problem } from '../../../contract/app-error.ts'
import { type Who, write, type WriteTx } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type NewNotice, notify, offer, settleNotices } from '../../notifications/index.ts'
import { curriculaFor, type Curriculum } from '../../programs/index.ts'
import { peopleInRole } from '../directory/store.ts'
import { shareADay } from '../overlap.ts'
import { type AppointmentRow, appointmentsOf, lockPerson, peopleByIds, type PersonRow } from '../store.ts'
import * as store from './store.ts'

export const fullName = (person: PersonRow | undefined): string =>
  person === undefined ? 'Somebody' : `${person.givenName} ${person.familyName}`

const refuse = (sentence: string, path = 'appointmentIds'): AppError => {
  const problems: Problem[] = [{ path, sentence }]
  return new AppError('invalid', sentence, { problems })
}

/** Both definitions must allow it: a program that does not speak of combinations does not take part in one. */
function requireCombinable(curricula: readonly Curriculum[]): void {
  for (const { definition } of curricula) {
    const { combinableWith } = definition
    if (combinableWith === undefined)
      throw refuse(`${definition.name} does not allow combined fellowships; its definition would have to say so.`)
    for (const other of curricula) {
      const slug = other.definition.id
      if (slug === definition.id || combinableWith.programs === 'any' || combinableWith.programs.includes(slug))
        continue
      throw refuse(`${definition.name} cannot be combined with ${other.definition.name} by its definition.`)
    }
  }
}

function requireTwoPrograms(chosen: readonly AppointmentRow[], wanted: number): void {
  if (chosen.length !== wanted) throw notFound('appointment of this person')
  if (new Set(chosen.map((appointment) => appointment.programId)).size !== chosen.length)
    throw refuse('A combined fellowship joins appointments to different programs.')
  if (chosen.some((appointment) => appointment.combinationId !== null))
    throw refuse('One of these appointments is part of a combined fellowship already; withdraw that one first.')
  const [first, ...rest] = chosen
  if (first === undefined || !rest.every((appointment) => shareADay(appointment, first)))
    throw refuse('These appointments share no day, so there is nothing to combine.')
}

export async function proposeCombination(
  platform: Platform,
  who: Who & { readonly personId: string },
  personId: string,
  appointmentIds: readonly string[],
): Promise<string> {
  const { institutionId } = who
  const id = randomUUID()
  const now = platform.now()
  await write(platform, who, async (tx) => {
    const person = await lockPerson(tx, institutionId, personId)
    if (person === undefined) throw notFound('person')
    const wanted = new Set(appointmentIds)
    const chosen = (await appointmentsOf(tx, institutionId, [personId])).filter((row) => wanted.has(row.id))
    requireTwoPrograms(chosen, wanted.size)
    const curricula = [...(await curriculaFor(tx, institutionId, chosen)).values()]
    if (curricula.length !== chosen.length) throw refuse('One of these programs has no curriculum yet.')
    requireCombinable(curricula)
    await store.insertCombination(tx, { institutionId, id, personId, proposedBy: who.personId, proposedAt: now })
    await store.joinAppointments(tx, institutionId, id, [...wanted])
    // A program that asks for nobody's consent has given it.
    const free = curricula.filter(({ definition }) => definition.combinableWith?.consent === 'none')
    await store.insertAgreements(
      tx,
      free.map(({ programId }) => ({
        institutionId,
        combinationId: id,
        programId,
        agreedBy: who.personId,
        agreedAt: now,
      })),
    )
    const programIds = chosen.map((appointment) => appointment.programId)
    const asked = programIds.filter((programId) => !free.some((curriculum) => curriculum.programId === programId))
    for (const programId of asked)
      await tellDirectors(tx, platform, institutionId, [programId], {
        kind: 'people.agreement',
        subject: agreementSubject(id, programId),
        taps: [offer(agreeLink, { combinationId: id, programId }, new Date(now.getTime() + linkDays * 86_400_000))],
        title: `A combined fellowship for ${fullName(person)} needs your agreement`,
        detail: `Proposed by ${who.name}: ${curricula.map(({ definition }) => definition.name).join(' and ')}.`,
        link: `/people/${personId}`,
      })
    tx.record({
      action: 'combination.proposed',
      entity: 'person',
      entityId: personId,
      after: { id, appointmentIds: [...wanted], programIds },
    })
  })
  return id
}

/** What a program's directors are asked, until one of them answers or the proposal is withdrawn. */
const agreementSubject = (combinationId: string, programId: string): string =>
  `combination:${combinationId}:${programId}`

/** How a message lets a director agree without signing in; `taps.ts` says what happens then. */
export const agreeLink = { action: 'combination.agree', linkWords: 'Agree to this' }
const linkDays = 30

interface Message extends Pick<NewNotice, 'taps'> {
  readonly kind: 'people.agreement' | 'people.told'
  readonly subject?: string
  readonly title: string
  readonly detail: string
  readonly link: string
}

async function tellDirectors(
  tx: WriteTx,
  platform: Platform,
  institutionId: string,
  programIds: readonly string[],
  message: Message,
): Promise<void> {
  const directors = await peopleInRole(tx, institutionId, 'director', programIds)
  await tell(tx, platform, institutionId, [...new Set(directors.map(({ personId }) => personId))], message)
}

const tell = (tx: WriteTx, platform: Platform, institutionId: string, personIds: readonly string[], message: Message) =>
  notify(
    tx,
    personIds.map((personId) => ({ institutionId, id: randomUUID(), personId, at: platform.now(), ...message })),
  )

async function requireCombination(tx: WriteTx, institutionId: string, id: string) {
  const [found] = await store.combinationsOf(tx, institutionId, { id })
  if (found === undefined) throw notFound('combined fellowship')
  return found
}

const staleCombination = (current: unknown): AppError =>
  new AppError('stale', 'Somebody agreed or withdrew meanwhile. Look at the proposal again.', { current })

/** One program's agreement; true when it was the last one needed. */
export async function agreeCombination(
  platform: Platform,
  who: Who & { readonly personId: string },
  combinationId: string,
  input: { readonly programId: string; readonly expectedVersion: number },
): Promise<boolean> {
  const { institutionId } = who
  const { programId, expectedVersion } = input
  return write(platform, who, async (tx) => {
    const found = await requireCombination(tx, institutionId, combinationId)
    const side = found.sides.find((candidate) => candidate.programId === programId)
    if (side === undefined) throw notFound('program in this combined fellowship')
    const key = { institutionId, id: combinationId, expectedVersion }
    if (side.agreedAt !== null || !(await store.bumpCombination(tx, key, null))) throw staleCombination(found)
    await store.insertAgreements(tx, [
      { institutionId, combinationId, programId, agreedBy: who.personId, agreedAt: platform.now() },
    ])
    await settleNotices(tx, institutionId, agreementSubject(combinationId, programId), platform.now())
    const active = found.sides.every((other) => other.programId === programId || other.agreedAt !== null)
    tx.record({
      action: active ? 'combination.activated' : 'combination.agreed',
      entity: 'person',
      entityId: found.personId,
      programId,
      after: { id: combinationId, programId, active },
    })
    const person = (await peopleByIds(tx, institutionId, [found.personId])).get(found.personId)
    if (active)
      await tell(tx, platform, institutionId, [...new Set([found.proposedBy, found.personId])], {
        kind: 'people.told',
        title: `The combined fellowship of ${fullName(person)} is agreed`,
        detail: `Every program has agreed: ${found.sides.map((other) => other.programName).join(' and ')}.`,
        link: `/people/${found.personId}`,
      })
    return active
  })
}

export async function withdrawCombination(
  platform: Platform,
  who: Who,
  combinationId: string,
  input: { readonly expectedVersion: number; readonly reason: string | null },
): Promise<void> {
  const { institutionId } = who
  await write(platform, who, async (tx) => {
    const found = await requireCombination(tx, institutionId, combinationId)
    const key = { institutionId, id: combinationId, expectedVersion: input.expectedVersion }
    if (!(await store.bumpCombination(tx, key, platform.now()))) throw staleCombination(found)
    await store.partAppointments(tx, institutionId, combinationId)
    tx.record({
      action: 'combination.withdrawn',
      entity: 'person',
      entityId: found.personId,
      before: { id: combinationId, programIds: found.sides.map((side) => side.programId) },
      reason: input.reason,
    })
    const person = (await peopleByIds(tx, institutionId, [found.personId])).get(found.personId)
    const programIds = found.sides.map((side) => side.programId)
    for (const programId of programIds)
      await settleNotices(tx, institutionId, agreementSubject(combinationId, programId), platform.now())
    await tellDirectors(tx, platform, institutionId, programIds, {
      kind: 'people.told',
      title: `The combined fellowship of ${fullName(person)} was withdrawn`,
      detail: `By ${who.name}. Each appointment stands alone again.`,
      link: `/people/${found.personId}`,
    })
  })
}

/** The programs a combination joins; empty when there is none. */
export async function programsOfCombination(platform: Platform, institutionId: string, combinationId: string) {
  const [found] = await store.combinationsOf(platform.database.drizzle, institutionId, { id: combinationId })
  return found?.sides.map((side) => side.programId) ?? []
}
