import { addDays, dayOf, isoOf } from '@gradus/rules'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { AppError, notFound } from '../../contract/app-error.ts'
import type { AuditAction } from '../../contract/audit-actions.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import { type Who, write } from '../../platform/audit/write.ts'
import type { Reads } from '../../platform/db/index.ts'
import { groupBy } from '../../platform/group-by.ts'
import type { Platform } from '../../platform/platform.ts'
import { activeAppointments } from '../people/index.ts'
import { institutionById, programsOf, todayAt } from '../programs/index.ts'
import type { deskDocuments, DocumentFields, HeldView, KindOfPerson, saveKind } from './contract.ts'
import { fileTypeOf } from './file-type.ts'
import { documentState } from './state.ts'
import * as store from './store.ts'

const stale = (version: number) =>
  new AppError('stale', 'Somebody changed this document meanwhile. Look at it as it is now.', { current: { version } })

async function todayIn(db: Reads, institutionId: string, now: Date): Promise<string> {
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  return todayAt(institution, now)
}

const heldView = ({
  enteredAt,
  institutionId: _i,
  personId: _p,
  kindId: _k,
  verifiedAt: _v,
  ...row
}: store.HeldRow): HeldView => ({
  ...row,
  enteredAt: enteredAt.toISOString(),
})

const kindView = ({ institutionId: _i, archivedAt: _a, ...kind }: store.KindRow) => kind

/** The programs somebody is, or will be, appointed in: what these ask for is theirs to bring. */
async function programsAsking(db: Reads, institutionId: string, personId: string, today: string): Promise<string[]> {
  const range = { startOn: today, endOn: '9999-12-31' }
  const held = await activeAppointments(db, institutionId, { ...range, personIds: [personId] })
  return [...new Set(held.map(({ programId }) => programId))]
}

export async function documentsOf(
  platform: Platform,
  institutionId: string,
  personId: string,
): Promise<{ readonly today: string; readonly kinds: KindOfPerson[] }> {
  const db = platform.database.drizzle
  const today = await todayIn(db, institutionId, platform.now())
  const programIds = await programsAsking(db, institutionId, personId, today)
  const kinds = await store.kindsOf(db, institutionId, programIds)
  const programs = new Map((await programsOf(db, institutionId, programIds)).map(({ id, name }) => [id, name]))
  const held = groupBy(await store.heldBy(db, institutionId, [personId]), ({ kindId }) => kindId)
  return {
    today,
    kinds: kinds.map((kind) => {
      const documents = held.get(kind.id) ?? []
      return {
        ...kindView(kind),
        programName: programs.get(kind.programId) ?? '',
        ...documentState(kind, documents[0], today),
        documents: documents.map(heldView),
      }
    }),
  }
}

/** How long before their first day the desk asks for the documents of those who come. */
const comingDays = 120

/** Every trainee of the programs, and those who come soon, with every document asked for, in a fixed number of queries. */
export async function desk(
  platform: Platform,
  institutionId: string,
  programIds: readonly string[],
): Promise<RouteAnswer<typeof deskDocuments>> {
  const db = platform.database.drizzle
  const today = await todayIn(db, institutionId, platform.now())
  const kinds = await store.kindsOf(db, institutionId, programIds)
  const endOn = isoOf(addDays(dayOf(today), comingDays))
  const held = await activeAppointments(db, institutionId, { startOn: today, endOn, programIds })
  const people = new Map(held.map((row) => [`${row.personId} ${row.programId}`, row]))
  const documents = groupBy(
    await store.heldBy(db, institutionId, [...new Set(held.map(({ personId }) => personId))]),
    ({ personId, kindId }) => `${personId} ${kindId}`,
  )
  const kindsOfProgram = groupBy(kinds, ({ programId }) => programId)
  return {
    today,
    kinds: kinds.map(kindView),
    rows: [...people.values()].flatMap(({ personId, givenName, familyName, programId }) =>
      (kindsOfProgram.get(programId) ?? []).map((kind) => {
        const newest = documents.get(`${personId} ${kind.id}`)?.[0]
        return {
          personId,
          personName: `${givenName} ${familyName}`,
          programId,
          kindId: kind.id,
          kindName: kind.name,
          expiresOn: newest?.expiresOn ?? null,
          ...documentState(kind, newest, today),
        }
      }),
    ),
  }
}

export async function documentOrThrow(platform: Platform, institutionId: string, id: string): Promise<store.HeldRow> {
  const row = await store.heldById(platform.database.drizzle, institutionId, id)
  if (row === undefined) throw notFound('document')
  return row
}

export async function add(
  platform: Platform,
  who: Who,
  personId: string,
  asked: { readonly kindId: string; readonly fields: DocumentFields },
): Promise<{ id: string }> {
  const { institutionId, name } = who
  const id = randomUUID()
  await write(platform, who, async (tx) => {
    const kind = await store.kindById(tx, institutionId, asked.kindId)
    const today = await todayIn(tx, institutionId, platform.now())
    if (kind === undefined || !(await programsAsking(tx, institutionId, personId, today)).includes(kind.programId))
      throw notFound('kind of document')
    const entered = { enteredBy: name, enteredAt: platform.now() }
    await store.insertHeld(tx, { institutionId, id, personId, kindId: kind.id, ...asked.fields, ...entered })
    const after = { id, kind: kind.name, ...asked.fields }
    tx.record({ action: 'document.entered', entity: 'person', entityId: personId, after })
  })
  return { id }
}

/** What is changed must be seen again. */
const unseen = { verifiedBy: null, verifiedAt: null }

async function change(
  platform: Platform,
  who: Who,
  row: store.HeldRow,
  expectedVersion: number,
  action: AuditAction,
  set: Parameters<typeof store.changeHeld>[2],
  told: object,
): Promise<{ version: number }> {
  const { institutionId, id, personId } = row
  await write(platform, who, async (tx) => {
    if (!(await store.changeHeld(tx, { institutionId, id, expectedVersion }, set))) throw stale(row.version)
    const { number, issuedOn, expiresOn } = row
    const before = { id, number, issuedOn, expiresOn }
    tx.record({ action, entity: 'person', entityId: personId, before, after: { id, ...told } })
  })
  return { version: expectedVersion + 1 }
}

export const correct = (platform: Platform, who: Who, row: store.HeldRow, version: number, fields: DocumentFields) =>
  change(platform, who, row, version, 'document.changed', { ...fields, ...unseen }, fields)

export function attach(
  platform: Platform,
  who: Who,
  row: store.HeldRow,
  version: number,
  sent: { readonly fileName: string; readonly bytes: Uint8Array },
) {
  const fileType = fileTypeOf(sent.bytes)
  if (fileType === null)
    throw new AppError('wrong-type', 'This is neither a PDF nor a picture (JPEG, PNG, WebP). Choose another file.')
  const { fileName } = sent
  const set = { fileName, fileType, file: Buffer.from(sent.bytes), ...unseen }
  return change(platform, who, row, version, 'document.file', set, { fileName, bytes: sent.bytes.byteLength })
}

export const verify = (platform: Platform, who: Who, row: store.HeldRow, version: number) =>
  change(platform, who, row, version, 'document.verified', { verifiedBy: who.name, verifiedAt: platform.now() }, {})

export const remove = (platform: Platform, who: Who, row: store.HeldRow, version: number) =>
  change(platform, who, row, version, 'document.removed', { removedAt: platform.now() }, {})

type AskedKind = z.output<typeof saveKind.body>

export async function keepKind(platform: Platform, who: Who, asked: AskedKind): Promise<{ id: string }> {
  const { institutionId } = who
  const { id: known, expectedVersion, programId, ...fields } = asked
  const id = known ?? randomUUID()
  await write(platform, who, async (tx) => {
    if (known === undefined) await store.insertKind(tx, { institutionId, id, programId, ...fields })
    else if (!(await store.changeKind(tx, { institutionId, id, expectedVersion }, fields))) throw stale(expectedVersion)
    tx.record({ action: 'document.asked', entity: 'program', entityId: programId, programId, after: { id, ...fields } })
  })
  return { id }
}

export const archiveKind = (
  platform: Platform,
  who: Who,
  kind: store.KindRow,
  expectedVersion: number,
): Promise<void> =>
  write(platform, who, async (tx) => {
    const { institutionId, id, programId, name } = kind
    if (!(await store.changeKind(tx, { institutionId, id, expectedVersion }, { archivedAt: platform.now() })))
      throw stale(kind.version)
    tx.record({ action: 'document.unasked', entity: 'program', entityId: programId, programId, before: { id, name } })
  })
