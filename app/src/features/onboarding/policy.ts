import { permission } from '../../contract/permission.ts'

/** A checklist concerns whoever has to do it and those who run the program. */
export const readChecklists = permission('checklists.read', "See a person's checklists", {
  trainee: 'self',
  faculty: 'self',
  coordinator: 'program',
  director: 'program',
})

/** Everybody marks what is theirs; those who run the program mark for anybody, in their own name. */
export const markChecklists = permission('checklists.mark', 'Mark what has been done of a checklist', {
  trainee: 'self',
  faculty: 'self',
  coordinator: 'program',
  director: 'program',
})

export const overseeChecklists = permission('checklists.oversee', 'See who is late, remind them, and begin a list', {
  coordinator: 'program',
  director: 'program',
})

export const defineChecklists = permission('checklists.define', 'Say what is on the checklists of a program', {
  coordinator: 'program',
  director: 'program',
  administrator: 'institution',
})
