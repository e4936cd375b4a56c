/** What a rollover wrote, by kind. Versions are those the rows had afterwards: another one means that somebody changed it since. */
export type Written =
  | {
      readonly kind: 'end'
      readonly personId: string
      readonly appointmentId: string
      readonly fromOn: string
      readonly toOn: string
      readonly version: number
    }
  | {
      readonly kind: 'incoming'
      readonly personId: string
      readonly appointmentId: string
      /** False where somebody the institution knew already was appointed. */
      readonly isNewPerson: boolean
    }
  | { readonly kind: 'draft'; readonly scenarioId: string }
  | { readonly kind: 'wishes'; readonly fromOn: string | null; readonly toOn: string; readonly version: number }
  | { readonly kind: 'holiday'; readonly holidayId: string; readonly onDay: string }
