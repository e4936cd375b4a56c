import { permission } from '../../../contract/permission.ts'

export const readScenarios = permission('schedule.scenarios.read', 'See draft schedules', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

export const editScenarios = permission('schedule.scenarios.edit', 'Create, solve, pin and edit draft schedules', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const commentScenarios = permission('schedule.scenarios.comment', 'Comment on draft schedules', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

/** A chief drafts; publishing is for those who answer for the program. A scenario over several programs needs all of them. */
export const publishScenarios = permission('schedule.scenarios.publish', 'Publish a draft as the schedule of record', {
  coordinator: 'program',
  director: 'program',
})

export const readPreferences = permission('schedule.preferences.read', 'See rotation preferences', {
  trainee: 'self',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const setPreferences = permission('schedule.preferences.set', 'Set rotation preferences', {
  trainee: 'self',
  coordinator: 'program',
})

export const listPreferences = permission('schedule.preferences.list', 'See who has said what they would like', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const closePreferences = permission('schedule.preferences.close', 'Set when wishes close, and remind', {
  coordinator: 'program',
  director: 'program',
})

/** Trainees see how many wishes came true, never whose. */
export const readSatisfaction = permission('schedule.preferences.satisfaction', 'See how many wishes came true', {
  trainee: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})
