import { permission } from '../../contract/permission.ts'

/** Those who keep the program's people. Each thing that a rollover writes is theirs to write by hand as well. */
export const rollOver = permission('rollover', 'Lead a program into the next academic year, and take that back', {
  coordinator: 'program',
  director: 'program',
})
