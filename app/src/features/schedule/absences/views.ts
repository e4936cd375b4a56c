import type { Actor } from '../../../contract/roles.ts'
import { groupBy } from '../../../platform/group-by.ts'
import type { Guard } from '../../../platform/http/guard.ts'
import { readPerson } from '../../people/policy.ts'
import type { RequestView } from './contract.ts'
import { askAbsences, decideAbsences } from './policy.ts'
import { roleBeside } from './beside.ts'
import type { Beside } from './owners.ts'
import type { ApproverRole } from './settings.ts'
import type { DecisionRow, RequestRow } from './store.ts'
import { rangeOf, takesDays } from './takes.ts'

/** Who looks at requests, and what is needed to show them. */
export interface Reader {
  readonly guard: Guard
  readonly actor: Actor
  readonly today: string
  readonly names: ReadonlyMap<string, string>
  readonly programNames: ReadonlyMap<string, string>
  readonly beside: Beside
  readonly decisions: readonly DecisionRow[]
  readonly holidays: ReadonlySet<number>
}

/** The role whose decision a request waits for; null once it is decided. */
export const waitsFor = (row: Pick<RequestRow, 'state' | 'chain' | 'step'>): ApproverRole | null =>
  row.state === 'pending' ? (row.chain[row.step] ?? null) : null

/** Nobody decides about themselves, and each step is for its own role. */
export function mayDecide(guard: Guard, actor: Actor, row: RequestRow): boolean {
  const role = waitsFor(row)
  return (
    role !== null &&
    row.personId !== actor.personId &&
    guard.may(decideAbsences, { programIds: [row.programId] }) &&
    actor.grants.some((grant) => grant.role === role && grant.programId === row.programId)
  )
}

/** Requests as their reader may know them: why somebody is away is told to that person and to those who may read their page. */
export function requestViews(rows: readonly RequestRow[], reader: Reader): RequestView[] {
  const { guard, actor, today, names, holidays } = reader
  const decisions = groupBy(reader.decisions, ({ requestId }) => requestId)
  return rows.map((row) => {
    const target = { personId: row.personId, programIds: [row.programId] }
    const why = guard.may(readPerson, target)
    const mayAsk = guard.may(askAbsences, target)
    return {
      id: row.id,
      personId: row.personId,
      personName: names.get(row.personId) ?? '',
      programId: row.programId,
      programName: reader.programNames.get(row.programId) ?? '',
      kindCode: why ? row.kindCode : null,
      kindName: why ? row.kindName : null,
      startOn: row.startOn,
      endOn: row.endOn,
      part: row.part,
      startMinute: row.startMinute,
      endMinute: row.endMinute,
      startAt: row.startAt.toISOString(),
      endAt: row.endAt.toISOString(),
      takesDays: why ? takesDays(row, rangeOf(row), holidays) : null,
      note: why ? row.note : null,
      state: row.state,
      waitsFor: waitsFor(row),
      chain: row.chain,
      decisions: (decisions.get(row.id) ?? []).map((made) => ({
        decision: made.decision,
        role: made.role,
        by: made.by,
        at: made.at.toISOString(),
        sentence: made.sentence,
      })),
      askedAt: row.askedAt.toISOString(),
      version: row.version,
      abilities: {
        decide: mayDecide(guard, actor, row),
        // Whoever speaks for both programs decides, and has nobody to object to.
        object: !mayDecide(guard, actor, row) && roleBeside(actor, row, reader.beside(row)) !== null,
        withdraw: mayAsk && row.state === 'pending',
        cancel: mayAsk && row.state === 'approved' && row.endOn >= today,
      },
    }
  })
}
