import type { ReactNode } from 'react'
import classes from './code.module.css'
import { tintOf } from './tints.ts'

/** A short code on its tint; the tint is never alone. */
export function Code({ tint, children }: { readonly tint: number; readonly children: ReactNode }) {
  const { fill, line, ink } = tintOf(tint)
  return (
    <span className={classes.code} style={{ background: fill, borderColor: line, color: ink }}>
      {children}
    </span>
  )
}
