import { permission } from '../../contract/permission.ts'

export const readPrograms = permission('programs.read', 'Read program definitions, rooms and sites', {
  trainee: 'program',
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  committee: 'program',
  dio: 'institution',
  finance: 'institution',
  administrator: 'institution',
})

/** A version of one's own program; a program that is new concerns the whole institution. */
export const importPrograms = permission('programs.import', 'Import program definitions', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

/** A room belongs to the programs that name it; any of them may state its capacity, and the others see who did. */
export const manageRooms = permission('programs.rooms.manage', 'Set the capacity of shared rooms', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

/** Writing drafts of a program's next version; making one a version needs `importPrograms` besides. */
export const editPrograms = permission('programs.edit', 'Write drafts of program definitions', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

/** Names trainees with their standing, so it reaches no further than who sees those at risk. */
export const seeEffects = permission('programs.effect.read', 'See what a draft of a definition means for trainees', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const confirmGoals = permission('programs.goals.confirm', 'Confirm having read the goals of a rotation', {
  trainee: 'self',
})

export const readGoals = permission('programs.goals.read', 'See who has read the goals of their rotation, and remind', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})
