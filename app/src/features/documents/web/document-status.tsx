import { Status } from '../../../ui/status.tsx'
import type { DocumentState } from '../contract.ts'

const looks = {
  expired: ['missed', 'Ended'],
  missing: ['missed', 'Missing'],
  expiring: ['at-risk', 'Ends soon'],
  unverified: ['on-track', 'To be seen'],
  good: ['met', 'In order'],
  optional: ['on-track', 'Optional'],
} as const

export function DocumentStatus({ state }: { readonly state: DocumentState }) {
  const [kind, words] = looks[state]
  return <Status kind={kind}>{words}</Status>
}
