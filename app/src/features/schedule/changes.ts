import { type DateRange, formatRange, plural } from '@gradus/rules'

/** What somebody is on, as sentences about changes see it. */
interface On extends DateRange {
  readonly rotationId: string
}

/**
 * What becomes different for one appointment, a sentence for each stretch of days. A first schedule is told in one sentence.
 * `nameOf` gives a rotation's name.
 */
export function changesInWords(
  before: readonly On[],
  after: readonly On[],
  nameOf: (rotationId: string) => string,
): string[] {
  if (before.length === 0 && after.length > 1)
    return [`First schedule: ${plural(after.length, 'assignment')}, ${formatRange(hull(after))}.`]
  return differences(before, after).map(({ from, to, ...days }) => {
    const when = formatRange(days)
    if (to === null) return `${when}: no longer on ${nameOf(from ?? '')}.`
    return from === null
      ? `${when}: ${nameOf(to)}, where nothing was set.`
      : `${when}: ${nameOf(to)} instead of ${nameOf(from)}.`
  })
}

const hull = (ranges: readonly DateRange[]): DateRange => ({
  startOn: Math.min(...ranges.map(({ startOn }) => startOn)),
  endOn: Math.max(...ranges.map(({ endOn }) => endOn)),
})

/** Days on which two schedules of one appointment differ. */
export interface Difference extends DateRange {
  readonly from: string | null
  readonly to: string | null
}

/** Where two schedules of one appointment differ, in order of date. */
export function differences(before: readonly On[], after: readonly On[]): Difference[] {
  const cuts = [...new Set([...before, ...after].flatMap(({ startOn, endOn }) => [startOn, endOn + 1]))]
  cuts.sort((a, b) => a - b)
  const onDay = (rows: readonly On[], day: number): string | null =>
    rows.find(({ startOn, endOn }) => startOn <= day && day <= endOn)?.rotationId ?? null
  const found: Difference[] = []
  for (const [index, startOn] of cuts.slice(0, -1).entries()) {
    const endOn = cuts[index + 1]! - 1
    const from = onDay(before, startOn)
    const to = onDay(after, startOn)
    if (from === to) continue
    const last = found.at(-1)
    if (last && last.endOn + 1 === startOn && last.from === from && last.to === to)
      found[found.length - 1] = { ...last, endOn }
    else found.push({ startOn, endOn, from, to })
  }
  return found
}
