import { permission } from '../../../contract/permission.ts'

/** Who is on call is no secret inside a program; nor is how call is shared out. */
export const readCall = permission('call.read', 'See published call, who is on now, and how call is shared out', {
  trainee: 'program',
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

export const setUpCall = permission('call.set-up', 'Set up call pools, shifts, holidays and privileges', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const keepHolidays = permission('call.holidays', 'Keep the holidays of the whole institution', {
  dio: 'institution',
  administrator: 'institution',
})

/** Call is a chief's own work: a month of it is published by whoever makes it. */
export const makeCall = permission('call.make', 'Make, solve, edit and publish call schedules', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const giveCallKeys = permission('call.keys', 'Give out and revoke addresses that show who is on call', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  administrator: 'institution',
})

export const askCall = permission('call.ask', 'Say when one cannot or would like to be on call', {
  trainee: 'self',
  chief: 'program',
  coordinator: 'program',
})

export const readOwnCall = permission('call.own', "See one's own calls and ask why", {
  trainee: 'self',
  faculty: 'self',
})
