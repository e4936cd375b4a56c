/** What a checklist is about: what its days are counted from. */
export const checklistKinds = ['arrival', 'departure', 'return', 'off-site'] as const
export type ChecklistKind = (typeof checklistKinds)[number]

/** Whose an item is. `trainee` is whoever the list is about, also a member of the faculty. */
export const itemOwners = ['trainee', 'coordinator', 'director'] as const
export type ItemOwner = (typeof itemOwners)[number]

/** `sent` is on its way and waits for somebody else. */
export const markStatuses = ['open', 'sent', 'done', 'not-needed'] as const
export type MarkStatus = (typeof markStatuses)[number]
