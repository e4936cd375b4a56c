import { AppError, notFound, type Problem } from '../../../contract/app-error.ts'
import type { WriteTx } from '../../../platform/audit/write.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { RequestRow } from './store.ts'
import * as store from './store.ts'

/** What somebody says to a request, as they saw it. */
export interface Decision {
  readonly requestId: string
  readonly expectedVersion: number
  readonly sentence: string
}

export const invalid = (problems: readonly Problem[]): AppError =>
  new AppError('invalid', problems[0]?.sentence ?? 'This is not right.', { problems })

export const changedMeanwhile = (current: RequestRow): AppError =>
  new AppError('stale', 'Somebody decided about this request meanwhile. Look at it again.', {
    current: { state: current.state, version: current.version },
  })

/** One writer per person at a time: approvals and withdrawals of the same days cannot pass each other. */
export async function requestForUpdate(tx: WriteTx, institutionId: string, requestId: string): Promise<RequestRow> {
  const seen = await store.requestById(tx, institutionId, requestId)
  if (seen === undefined) throw notFound('request')
  await store.lockPerson(tx, institutionId, seen.personId)
  const row = await store.requestById(tx, institutionId, requestId)
  if (row === undefined) throw notFound('request')
  return row
}

/** "Mon to Fri", for notices: when, and never why. */
export const daysWords = ({ startOn, endOn }: { readonly startOn: string; readonly endOn: string }): string =>
  startOn === endOn ? dayWords(startOn) : `${dayWords(startOn)} to ${dayWords(endOn)}`
