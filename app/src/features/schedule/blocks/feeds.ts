import { dayOf } from '@gradus/rules'
import { createHash, randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import { newToken, tokenHash } from '../../../platform/auth/secrets.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { activeAppointments, type HeldAppointment, peopleByIds } from '../../people/index.ts'
import { curriculaFor, curriculaInForce, programsOf, todayAt } from '../../programs/index.ts'
import { followedOf } from '../facts/followed.ts'
import { institutionOrThrow } from '../facts/load.ts'
import { rotationKey, rotationViews } from '../rotations.ts'
import { callOf } from '../calls/person-calls.ts'
import { type CalendarEntry, calendarFile } from './calendar-file.ts'
import type { createFeed, listFeeds } from './contract.ts'
import {
  endFeed,
  type FeedRow,
  feedById,
  feedByToken,
  feedsOfOwner,
  insertFeed,
  publishedOf,
  type RecordRow,
} from './store.ts'

type Asked =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'rotation'; readonly programId: string; readonly rotationId: string }

const feedView = ({ id, kind, label, createdAt }: Pick<FeedRow, 'id' | 'kind' | 'label' | 'createdAt'>) => ({
  id,
  kind,
  label,
  createdAt: createdAt.toISOString(),
})

export async function myFeeds(platform: Platform, who: Who): Promise<RouteAnswer<typeof listFeeds>> {
  const feeds = await feedsOfOwner(platform.database.drizzle, who.institutionId, who.personId ?? '')
  return { feeds: feeds.map(feedView) }
}

/** Makes a secret address. It is in this answer and nowhere else: only its hash is kept. */
export async function makeFeed(
  platform: Platform,
  guard: Guard,
  who: Who,
  asked: Asked,
  origin: string,
): Promise<RouteAnswer<typeof createFeed>> {
  const db = platform.database.drizzle
  const ownerPersonId = who.personId ?? ''
  if (asked.kind === 'rotation') guard.require({ programIds: [asked.programId] })
  else if (guard.scope() && asked.personId !== ownerPersonId)
    throw new AppError('not-allowed', 'A calendar address of a person is made by that person alone.')
  const label = await labelOf(db, who.institutionId, asked)
  const token = newToken()
  const row = {
    institutionId: who.institutionId,
    id: randomUUID(),
    tokenHash: tokenHash(token),
    ownerPersonId,
    kind: asked.kind,
    personId: asked.kind === 'person' ? asked.personId : null,
    programId: asked.kind === 'rotation' ? asked.programId : null,
    rotationId: asked.kind === 'rotation' ? asked.rotationId : null,
    label,
    createdAt: platform.now(),
    revokedAt: null,
  }
  await write(platform, who, async (tx) => {
    await insertFeed(tx, row)
    tx.record({
      action: 'feed.create',
      entity: 'calendar-feed',
      entityId: row.id,
      programId: row.programId,
      after: { kind: row.kind, personId: row.personId, rotationId: row.rotationId, label },
    })
  })
  return { ...feedView(row), url: `${platform.config.PUBLIC_URL || origin}/feeds/${token}.ics` }
}

async function labelOf(db: Reads, institutionId: string, asked: Asked): Promise<string> {
  if (asked.kind === 'person') {
    const person = (await peopleByIds(db, institutionId, [asked.personId])).get(asked.personId)
    if (person === undefined) throw notFound('person')
    return `Schedule of ${person.givenName} ${person.familyName}`
  }
  const [program] = await programsOf(db, institutionId, [asked.programId])
  const latest = (await curriculaInForce(db, institutionId, [asked.programId], '9999-12-31')).get(asked.programId)
  if (program === undefined || latest === undefined) throw notFound('program')
  const view = rotationViews([followedOf(latest, '07-01')]).find(({ rotationId }) => rotationId === asked.rotationId)
  if (view === undefined) throw notFound('rotation')
  return `${view.name}, ${program.shortName}`
}

/** Ends one of one's own feeds. */
export async function endOwnFeed(platform: Platform, who: Who, feedId: string): Promise<void> {
  const feed = await feedById(platform.database.drizzle, who.institutionId, feedId)
  if (feed === undefined || feed.ownerPersonId !== who.personId || feed.revokedAt !== null)
    throw notFound('calendar feed')
  await write(platform, who, async (tx) => {
    await endFeed(tx, who.institutionId, feedId, platform.now())
    tx.record({
      action: 'feed.revoke',
      entity: 'calendar-feed',
      entityId: feedId,
      programId: feed.programId,
      before: { kind: feed.kind, label: feed.label },
    })
  })
}

/** How far back a calendar reaches: what is older is of no use on a phone. */
const daysBack = 366

export interface FeedFile {
  readonly body: string
  readonly etag: string
}

/** The calendar behind a secret address; the address is the whole credential, so an unknown one is not told from a revoked one. */
export async function feedFile(platform: Platform, token: string): Promise<FeedFile> {
  const db = platform.database.drizzle
  const feed = await feedByToken(db, tokenHash(token))
  if (feed === undefined) throw new AppError('not-found', 'This calendar address is not in use (any more).')
  const { institutionId } = feed
  const institution = await institutionOrThrow(db, institutionId)
  const today = dayOf(todayAt(institution, platform.now()))
  const held = await activeAppointments(db, institutionId, {
    startOn: '1900-01-01',
    endOn: '2400-12-31',
    ...(feed.kind === 'person' ? { personIds: [feed.personId ?? ''] } : { programIds: [feed.programId ?? ''] }),
  })
  const rows = await publishedOf(
    db,
    institutionId,
    held.map(({ id }) => id),
    null,
  )
  const curricula = await curriculaFor(db, institutionId, held)
  const versions = [...curricula.values()].map((curriculum) => followedOf(curriculum, institution.yearStartsOn))
  const views = new Map(rotationViews(versions).map((view) => [view.key, view]))
  const holders = new Map(held.map((row) => [row.id, row]))
  const programs = new Map((await programsOf(db, institutionId, null)).map(({ id, name }) => [id, name]))
  const wanted = rows.filter(
    (row) => dayOf(row.endOn) >= today - daysBack && (feed.rotationId === null || row.rotationId === feed.rotationId),
  )
  const entries = wanted.map((row) => {
    const view = views.get(rotationKey(row.programId, row.rotationId))
    const rotationName = view?.name ?? row.rotationId
    return {
      uid: `${row.id}@gradus`,
      title: feed.kind === 'person' ? rotationName : `${nameOf(holders.get(row.appointmentId))}: ${rotationName}`,
      startOn: dayOf(row.startOn),
      endOn: dayOf(row.endOn),
      location: view?.siteName ?? null,
      description: descriptionOf(row, programs.get(row.programId) ?? ''),
      sequence: row.fromVersion,
      changedAt: row.at,
    }
  })
  const calls =
    feed.kind === 'person' ? await callEntries(db, institutionId, feed.personId ?? '', today - daysBack) : []
  const body = calendarFile(feed.label, [...entries, ...calls])
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

/** A person's calls, each from when to when. */
async function callEntries(db: Reads, institutionId: string, personId: string, from: number): Promise<CalendarEntry[]> {
  const calls = await callOf(db, institutionId, [personId], new Date(from * dayMilliseconds), new Date('2400-01-01'))
  return calls.map((call) => ({
    uid: `${call.id}@gradus`,
    title: `${call.poolName}: ${call.shiftName}`,
    startAt: call.startAt,
    endAt: call.endAt,
    location: null,
    description: call.atHome ? 'On call from home.' : 'On call.',
    sequence: 0,
    changedAt: call.startAt,
  }))
}

const dayMilliseconds = 24 * 60 * 60_000

const nameOf = (row: HeldAppointment | undefined): string => (row ? `${row.givenName} ${row.familyName}` : '')

const descriptionOf = ({ kind }: RecordRow, programName: string): string =>
  kind === 'amendment' ? `${programName}. Changed after publication.` : programName
