export const leaveKinds = [
  'vacation',
  'medical',
  'parental',
  'caregiver',
  'bereavement',
  'educational',
  'other',
] as const
export type LeaveKind = (typeof leaveKinds)[number]

export const leaveNames: Record<LeaveKind, string> = {
  vacation: 'Vacation',
  medical: 'Medical leave',
  parental: 'Parental leave',
  caregiver: 'Caregiver leave',
  bereavement: 'Bereavement leave',
  educational: 'Educational leave',
  other: 'Other leave',
}
