import { permission } from '../../contract/permission.ts'

/** Names, programs and levels: what everyone in a program knows of one another. */
export const listPeople = permission('people.list', 'See who is in the program', {
  trainee: 'self',
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  committee: 'program',
  dio: 'institution',
  administrator: 'institution',
})

/** Leaves, accounts and appointment details concern the person and those who run the program. */
export const readPerson = permission('people.read', "Read a person's page: appointments, leaves, roles", {
  trainee: 'self',
  faculty: 'self',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

export const editPeople = permission('people.edit', 'Add and change people, appointments and leaves', {
  coordinator: 'program',
  director: 'program',
  administrator: 'institution',
})

export const importPeople = permission('people.import', 'Import people from a file', {
  coordinator: 'program',
  administrator: 'institution',
})

export const exportPeople = permission('people.export', 'Export people to a file', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

export const proposeCombinations = permission('people.combinations.propose', 'Propose a combined fellowship', {
  coordinator: 'program',
  director: 'program',
})

/** Each program's director answers for that program; nobody agrees for another. */
export const agreeCombinations = permission('people.combinations.agree', 'Agree to a combined fellowship', {
  director: 'program',
})
