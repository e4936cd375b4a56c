import { permission } from '../../contract/permission.ts'

export const logOwnHours = permission('hours.own', 'Log and confirm one’s own work hours', { trainee: 'self' })

/** A trainee reads their own; a chief reads others' only where the program's setting allows it. */
export const readHours = permission('hours.read', 'Read work hours and what the rules say of them', {
  trainee: 'self',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

/** Chiefs see what the program's setting allows: rotation by rotation, and who is late. */
export const readHourSummary = permission('hours.summary', 'Read hours by rotation, and who has not confirmed', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

/** Reads hours by office, whatever the program has set for its chiefs. */
export const overseeHours = permission('hours.oversee', 'Oversee the work hours of a program', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const correctHours = permission(
  'hours.correct',
  'Correct a trainee’s hours and reopen locked weeks, with a reason',
  {
    coordinator: 'program',
    director: 'program',
  },
)

export const closeViolations = permission('hours.violations.close', 'Close a work-hour violation with an action', {
  director: 'program',
})

export const readPermits = permission('hours.permits.read', 'Read who may moonlight, and by which visa', {
  trainee: 'self',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const setPermits = permission('hours.permits.set', 'Say who may moonlight, and by which visa', {
  coordinator: 'program',
  director: 'program',
})

export const manageHourSettings = permission('hours.settings', 'Set how a program keeps work hours', {
  coordinator: 'program',
  director: 'program',
})

/** A director reads those concerns whose writers wanted it, where the program's setting offers that. */
export const readConcerns = permission('hours.concerns.read', 'Read concerns told without a name', {
  director: 'program',
  dio: 'institution',
})
