import type { ReactNode } from 'react'
import { Status, type StatusKind } from '../../../../ui/status.tsx'
import classes from './absences.module.css'

/** A sentence with its weight before it; long ones wrap. */
export function Said({ kind, children }: { readonly kind: StatusKind; readonly children: ReactNode }) {
  return (
    <div className={classes.said}>
      <Status kind={kind} />
      <span>{children}</span>
    </div>
  )
}
