import { createContext, use } from 'react'
import type { Path, Problem, ReferredList, TextEdit } from '../../../curriculum/contract.ts'

/** What every field of the editor needs. */
export interface Editing {
  /** The text as plain data; the fields show it. */
  readonly data: { readonly [key: string]: unknown }
  /** Problems by the path of the fact, such as `rotations[2].capacity.max`. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>
  readonly locked: boolean
  /** Ids that a stored version has: schedules refer to them, so they stay. */
  readonly fixedIds: Readonly<Record<ReferredList, ReadonlySet<string>>>
  readonly edit: (edits: readonly TextEdit[]) => void
  /** Where the reader wants to be; entries above it open. A new object for every jump. */
  readonly target: { readonly path: Path } | null
}

export const EditingContext = createContext<Editing | null>(null)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === null) throw new Error('useEditing outside of the editor')
  return editing
}
