import { plural } from '@gradus/rules'
import { isUnclear, type Understanding } from './understand.ts'

/** The first thing that must be said before a workbook can be imported. */
export function whyNotReady(understood: Understanding): string {
  const people = understood.lines.filter(({ seat, skipped }) => seat === null && !skipped).length
  const codes = understood.codes.filter(isUnclear).length
  const [problem] = understood.problems
  if (understood.lines.length === 0) return 'No line of a person was found. Say where the names and the dates stand.'
  if (people > 0) return `It is not clear who ${plural(people, 'line')} ${people === 1 ? 'is' : 'are'} about.`
  if (codes > 0) return `It is not clear what ${plural(codes, 'code')} ${codes === 1 ? 'means' : 'mean'}.`
  return problem?.sentence ?? 'Nothing in this workbook can be imported.'
}
