/** What notices are about, as a person chooses by it how to be told. */
export const noticeGroups = {
  schedule: 'Rotation schedule',
  call: 'Call and shifts',
  swaps: 'Swaps',
  absences: 'Absences',
  hours: 'Work hours',
  people: 'People and programs',
  general: 'Everything else',
} as const
export type NoticeGroup = keyof typeof noticeGroups
export const groupsInOrder = Object.keys(noticeGroups) as readonly NoticeGroup[]

interface KindFacts {
  readonly group: NoticeGroup
  /** Always told by e-mail too; an optional kind can be turned off. */
  readonly required: boolean
  /** Asks the person for something: only so many a day are sent at once. */
  readonly request?: boolean
  /** About the person and their next hours: comes through quiet hours, rest and leave. */
  readonly urgent?: boolean
}

const kinds = {
  'schedule.published': { group: 'schedule', required: true },
  'schedule.changed': { group: 'schedule', required: true },
  'schedule.discussed': { group: 'schedule', required: false },
  'call.published': { group: 'call', required: true },
  'call.changed': { group: 'call', required: true, urgent: true },
  'call.needs-repair': { group: 'call', required: true, urgent: true },
  'swap.offered': { group: 'swaps', required: false, request: true },
  'swap.approval': { group: 'swaps', required: true, request: true },
  'swap.answered': { group: 'swaps', required: true },
  'absence.approval': { group: 'absences', required: true, request: true },
  'absence.decided': { group: 'absences', required: true },
  'absence.told': { group: 'absences', required: false },
  'hours.confirm': { group: 'hours', required: false, request: true },
  'hours.changed': { group: 'hours', required: true },
  'hours.violation': { group: 'hours', required: true },
  'wishes.asked': { group: 'schedule', required: false, request: true },
  'goals.asked': { group: 'people', required: false, request: true },
  'checklists.due': { group: 'people', required: false, request: true },
  'off-site.due': { group: 'people', required: false, request: true },
  'documents.expiring': { group: 'people', required: true, request: true },
  'people.agreement': { group: 'people', required: true, request: true },
  'people.told': { group: 'people', required: true },
  'general.told': { group: 'general', required: false },
  'general.unanswered': { group: 'general', required: true },
} as const satisfies Record<string, KindFacts>

/** The closed list of what is told; a feature that tells something new adds a line above. */
export type NoticeKind = keyof typeof kinds
export const noticeKinds: Readonly<Record<NoticeKind, KindFacts>> = kinds

const someKind = (group: NoticeGroup, required: boolean): boolean =>
  Object.values(noticeKinds).some((kind) => kind.group === group && kind.required === required)

/** The groups of which something may be turned off, and those of which something always comes by e-mail. */
export const optionalGroups: readonly NoticeGroup[] = groupsInOrder.filter((group) => someKind(group, false))
export const requiredGroups: readonly NoticeGroup[] = groupsInOrder.filter((group) => someKind(group, true))

export const channels = ['mail', 'push'] as const
export type Channel = (typeof channels)[number]

/** What is about the next 48 hours is told at once; the rest waits for the daily digest. */
export const atOnceHours = 48
