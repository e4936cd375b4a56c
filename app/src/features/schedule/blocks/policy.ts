import { permission } from '../../../contract/permission.ts'

/** A trainee reads the published year of their own programs: who works beside whom is no secret inside a program. */
export const readRecord = permission('schedule.record.read', 'Read the published schedule', {
  trainee: 'program',
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
  administrator: 'institution',
})

export const amendRecord = permission('schedule.record.amend', 'Amend the published schedule, with a reason', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const exportRecord = permission('schedule.record.export', 'Export or print a schedule', {
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const readPersonSchedule = permission('schedule.person.read', "Read one person's schedule and progress", {
  trainee: 'self',
  faculty: 'self',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const readRisk = permission('progress.risk.read', 'See which trainees are at risk', {
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

/** Feeds are made by a person for themselves, or by the desk for a rotation. */
export const manageFeeds = permission('schedule.feeds.manage', 'Make and revoke calendar feeds', {
  trainee: 'self',
  faculty: 'self',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})
