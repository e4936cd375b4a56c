import { auditActions } from '../../../contract/audit-actions.ts'

const names: Readonly<Record<string, string>> = auditActions

/** The words of an action; one that an earlier release recorded and no list has is told by its own name. */
export const actionWords = (action: string): string => names[action] ?? action.replaceAll(/[.-]/g, ' ')

export const actionNames = Object.entries(names)
  .map(([value, label]) => ({ value, label }))
  .sort((a, b) => (a.label < b.label ? -1 : 1))
