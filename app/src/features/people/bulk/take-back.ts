import { notFound } from '../../../contract/app-error.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { AppError } from '../../../contract/app-error.ts'
import { write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import type { Platform } from '../../../platform/platform.ts'
import { todayOf } from '../../programs/index.ts'
import { type Author, carryOut } from './carry-out.ts'
import type { BatchFields, BatchSummary, getBatch, takeBackBatch } from './contract.ts'
import { type BulkFacts, loadBulkFacts, nameOf, programsOfPerson } from './facts.ts'
import { type Judged, judge } from './judge.ts'
import { askingOf } from './service.ts'
import * as store from './store.ts'
import { fieldsOf, holdsNow, type Wanted } from './wanted.ts'
import { fieldChanges } from './words.ts'

const summaryOf = (row: store.ListedBatch): BatchSummary => ({
  id: row.id,
  madeBy: `${row.givenName} ${row.familyName}`,
  madeAt: row.madeAt.toISOString(),
  sentence: row.sentence,
  reason: row.reason,
  people: row.people,
  reverses: row.reverses,
  takenBackBy: row.takenBackBy,
})

interface Me {
  readonly institutionId: string
  readonly personId: string
}

export async function listBatches(db: Reads, me: Me, guard: Guard): Promise<{ batches: BatchSummary[] }> {
  const rows = await store.batchesIn(db, me.institutionId, { scope: guard.scope(), personId: me.personId })
  return { batches: rows.map(summaryOf) }
}

/** A batch with what each of its items would become, were it taken back now. */
interface Opened {
  readonly batch: store.ListedBatch
  readonly facts: BulkFacts
  readonly items: readonly { readonly item: store.ItemRow; readonly back: Judged }[]
}

async function open(db: Reads, me: Me, guard: Guard, batchId: string, today: string, lock?: Lock): Promise<Opened> {
  const { institutionId } = me
  const batch = await store.batchById(db, institutionId, batchId)
  const items = batch === undefined ? [] : await store.itemsOf(db, institutionId, batchId)
  const personIds = [...new Set(items.map(({ personId }) => personId))]
  await lock?.(personIds)
  const facts = await loadBulkFacts(db, institutionId, personIds, today)
  const programsOf = (item: store.ItemRow) =>
    item.programId === null ? programsOfPerson(facts, item.personId) : [item.programId]
  guard.require({ programIds: items.flatMap(programsOf) })
  if (batch === undefined) throw notFound('change of many people')
  const asking = askingOf(me.personId, guard)
  const scope = guard.scope()
  const own = items.filter(
    (item) => scope.institution || programsOf(item).some((programId) => scope.programIds.includes(programId)),
  )
  const judged = await judge(
    db,
    institutionId,
    facts,
    own.map((item) => reversalOf(facts, item)),
    asking,
  )
  const opened = own.flatMap((item, index) => {
    const back = judged[index]
    return back === undefined ? [] : [{ item, back }]
  })
  const byName = ({ item }: { readonly item: store.ItemRow }) => {
    const person = facts.people.get(item.personId)
    return `${person?.familyName ?? ''} ${person?.givenName ?? ''}`
  }
  return { batch, facts, items: opened.sort((a, b) => byName(a).localeCompare(byName(b), 'en')) }
}

type Lock = (personIds: readonly string[]) => Promise<void>

/** The way back of one item; barred when the fields it changed were changed again. */
function reversalOf(facts: BulkFacts, item: store.ItemRow): Wanted {
  const { personId, appointmentId, programId, before, after } = item
  const wanted = { personId, appointmentId, programId, version: null, before: after, after: before }
  const now = presentOf(facts, item)
  if (now === null) return { ...wanted, barred: 'The appointment was put away since.' }
  const since = fieldChanges(after, now)
  if (since.length === 0) return wanted
  const words = since.map(({ label, was, is }) => `${label} is ${is} now, no longer ${was}`)
  const isBack = fieldChanges(before, now).length === 0
  return { ...wanted, barred: isBack ? 'It is as it was before.' : `Changed since: ${words.join('; ')}.` }
}

function presentOf(facts: BulkFacts, { personId, appointmentId, programId, after }: store.ItemRow): BatchFields | null {
  if (appointmentId !== null) {
    const row = facts.appointments.find(({ id }) => id === appointmentId)
    return row === undefined ? null : fieldsOf(row, after)
  }
  if (after.role !== undefined && programId !== null)
    return { role: after.role, holds: holdsNow(facts, personId, after.role, programId) }
  return { archived: facts.people.get(personId)?.archivedAt !== null }
}

/** One change of many people, and what of it could be taken back now. */
export async function getOneBatch(
  platform: Platform,
  me: Me,
  guard: Guard,
  batchId: string,
): Promise<RouteAnswer<typeof getBatch>> {
  const today = await todayOf(platform, me.institutionId)
  const { batch, facts, items } = await open(platform.database.drizzle, me, guard, batchId, today)
  return {
    ...summaryOf(batch),
    items: items.map(({ item, back }) => ({
      id: item.id,
      personId: item.personId,
      personName: nameOf(facts, item.personId),
      programName: item.programId === null ? null : facts.programName(item.programId),
      changes: fieldChanges(item.before, item.after),
      canTakeBack: back.state === 'change',
      sentence: back.sentence,
    })),
  }
}

/** Puts back what the batch changed, as a batch of its own; what was changed since, or cannot be again, is left and told. */
export async function takeBack(
  platform: Platform,
  who: Author,
  guard: Guard,
  batchId: string,
  reason: string | null,
): Promise<RouteAnswer<typeof takeBackBatch>> {
  const { institutionId } = who
  const today = await todayOf(platform, institutionId)
  return write(platform, who, async (tx) => {
    const lock: Lock = (personIds) => store.lockPeople(tx, institutionId, personIds)
    const { batch, facts, items } = await open(tx, who, guard, batchId, today, lock)
    const back = items.flatMap((one) => (one.back.state === 'change' ? [one.back] : []))
    if (back.length === 0)
      throw new AppError('conflict', 'Nothing of this can be taken back any more: all of it was changed since.')
    const made = await carryOut(tx, { who, now: platform.now(), facts }, back, {
      sentence: `Taken back: ${batch.sentence}`,
      reason,
      reverses: batch.id,
    })
    return {
      batchId: made,
      changed: new Set(back.map(({ personId }) => personId)).size,
      leftOut: items
        .filter((one) => one.back.state !== 'change')
        .map(({ item, back: { sentence } }) => ({
          personId: item.personId,
          personName: nameOf(facts, item.personId),
          sentence: sentence ?? '',
        })),
    }
  })
}
