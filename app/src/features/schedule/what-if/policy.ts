import { permission } from '../../../contract/permission.ts'

/** A chief plans who covers whom; of leave taken before, and why, they hear nothing here. */
export const askWhatIf = permission('schedule.what-if', 'See what time away of somebody would do', {
  trainee: 'self',
  faculty: 'self',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})
