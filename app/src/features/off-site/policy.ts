import { permission } from '../../contract/permission.ts'

export const readOffSite = permission(
  'off-site.read',
  'See the time of a person at other sites and how it is arranged',
  {
    trainee: 'self',
    coordinator: 'program',
    director: 'program',
  },
)

/** Trainees mark the steps that are theirs. */
export const markOffSite = permission('off-site.mark', 'Mark the steps of time at another site', {
  trainee: 'self',
  coordinator: 'program',
  director: 'program',
})

export const arrangeOffSite = permission('off-site.arrange', 'Arrange time at other sites: owner, notes, reminders', {
  coordinator: 'program',
  director: 'program',
})
