import { dayWords } from '../../platform/day-words.ts'

export type AgreementState = 'in-force' | 'missing' | 'ends-before' | 'not-required'

interface Site {
  readonly name: string
  readonly agreement?:
    | { readonly required: boolean; readonly startOn?: string | undefined; readonly endOn?: string | undefined }
    | undefined
}

/** Whether the program's agreement with a site covers the days of a stay, as its definition records it. */
export function agreementOf(
  { name, agreement }: Site,
  stay: { readonly startOn: string; readonly endOn: string },
): { readonly state: AgreementState; readonly sentence: string } {
  if (agreement?.required !== true) return { state: 'not-required', sentence: `No agreement with ${name} is required.` }
  const { startOn, endOn } = agreement
  if (startOn === undefined) return { state: 'missing', sentence: `No agreement with ${name} is recorded.` }
  if (startOn > stay.startOn)
    return { state: 'missing', sentence: `The agreement with ${name} begins only on ${dayWords(startOn)}.` }
  if (endOn !== undefined && endOn < stay.endOn)
    return { state: 'ends-before', sentence: `The agreement with ${name} ends on ${dayWords(endOn)}.` }
  return {
    state: 'in-force',
    sentence: `The agreement with ${name} is in force${endOn === undefined ? '' : ` until ${dayWords(endOn)}`}.`,
  }
}
