import { rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import type { Span } from '../../../blocks/web/grid/timeline.ts'
import type { Verdict } from './judge.ts'
import type { Stretch } from './selection.ts'

export const daysWords = ({ startDay, endDay }: Span): string => rangeWords(dayText(startDay), dayText(endDay))

/** Whom and when a selection is about: "Ada Fictional, 1 Jul to 31 Jul" or "3 trainees, …". */
export function stretchWords(stretches: readonly Stretch[]): string {
  const [first] = stretches
  if (first === undefined) return 'nothing'
  const days = {
    startDay: Math.min(...stretches.map(({ startDay }) => startDay)),
    endDay: Math.max(...stretches.map(({ endDay }) => endDay)),
  }
  const who = stretches.length === 1 ? first.line.row.personName : `${stretches.length} trainees`
  return `${who}, ${daysWords(days)}`
}

/** The reason against a change in one line; empty when there is none. */
export function verdictWords({ violations, warnings }: Verdict): string {
  const [worst] = [...violations, ...warnings]
  if (worst === undefined) return ''
  const more = violations.length + warnings.length - 1
  return `${worst.sentence}${more === 0 ? '' : ` And ${more} more.`}`
}
