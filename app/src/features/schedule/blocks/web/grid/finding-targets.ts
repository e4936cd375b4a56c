import type { FindingView } from '../../contract.ts'
import type { PersonLine } from './rows.ts'
import { clip, overlap, type Span, spanOf } from './timeline.ts'

/** A stretch of one person line that a finding is about. */
export interface Target extends Span {
  readonly person: number
}

const datesOf = (finding: FindingView, year: Span): Span =>
  finding.startOn === null ? year : spanOf({ startOn: finding.startOn, endOn: finding.endOn ?? finding.startOn })

/**
 * The cells a finding points at: the person's own days when it names a person (on the named rotation if they are on it then),
 * else everybody on the rotation in those days. Empty when it is about the year as a whole, or about people who are filtered out.
 */
export function targetsOf(finding: FindingView, people: readonly PersonLine[], year: Span): Target[] {
  const dates = datesOf(finding, year)
  if (finding.personId === null && finding.rotationId === null) return []
  return people
    .filter((line) => finding.personId === null || line.row.personId === finding.personId)
    .filter(
      (line) => finding.programId === null || line.row.programId === finding.programId || finding.personId === null,
    )
    .flatMap((line): Target[] => {
      const onIt = line.bars.filter(
        (bar) =>
          overlap(bar, dates) &&
          bar.rotation?.rotationId === finding.rotationId &&
          (finding.programId === null || bar.rotation.programId === finding.programId),
      )
      const spans: readonly Span[] = onIt.length === 0 && finding.personId !== null ? [line.span] : onIt
      return spans.flatMap((span) => {
        const part = clip(span, dates)
        return part === null ? [] : [{ ...part, person: line.index }]
      })
    })
}
