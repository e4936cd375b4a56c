import { IconArrowRight } from '@tabler/icons-react'
import type { FieldChange } from '../../bulk/contract.ts'

/** "Last day: 30 Jun 2027 → 31 Jul 2027", one field a line. */
export function FieldChanges({ changes }: { readonly changes: readonly FieldChange[] }) {
  return changes.map(({ label, was, is }) => (
    <div key={label}>
      {label}: <s className="quiet">{was}</s>{' '}
      <IconArrowRight size={14} aria-label="becomes" style={{ verticalAlign: '-2px' }} />{' '}
      <b style={{ whiteSpace: 'nowrap' }}>{is}</b>
    </div>
  ))
}
