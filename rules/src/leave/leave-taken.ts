import type { DateRange } from '../dates.ts'

/**
 * Kinds of time away. `countsForBoard`: it uses up the board's time off. `isEntitled`: the institution owes it once.
 * Source: ABR residency leave policy; ACGME Institutional Requirements IV.H.
 */
export const LEAVE_KINDS = {
  vacation: { label: 'vacation', countsForBoard: true, isEntitled: false },
  sick: { label: 'sick leave', countsForBoard: true, isEntitled: false },
  medical: { label: 'medical leave', countsForBoard: true, isEntitled: true },
  parental: { label: 'parental leave', countsForBoard: true, isEntitled: true },
  caregiver: { label: 'caregiver leave', countsForBoard: true, isEntitled: true },
  bereavement: { label: 'bereavement leave', countsForBoard: true, isEntitled: false },
  interview: { label: 'interview days', countsForBoard: true, isEntitled: false },
  meeting: { label: 'scientific or educational meeting', countsForBoard: false, isEntitled: false },
  research: { label: 'research', countsForBoard: false, isEntitled: false },
  'remote-work': { label: 'work from elsewhere', countsForBoard: false, isEntitled: false },
} as const satisfies Record<
  string,
  { readonly label: string; readonly countsForBoard: boolean; readonly isEntitled: boolean }
>

export type LeaveKind = keyof typeof LEAVE_KINDS

/** Time away. `workdays` (halves allowed) is what it takes of the schedule; null counts its weekdays without the holidays. */
export type LeaveTaken = DateRange & {
  readonly id: string
  readonly kind: LeaveKind
  readonly workdays: number | null
}
