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
