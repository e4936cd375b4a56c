import { permission } from '../../../contract/permission.ts'

/** Trainees ask for themselves; the desk may enter a request for somebody. */
export const askAbsences = permission('absences.ask', 'Ask for time away and report illness', {
  trainee: 'self',
  coordinator: 'program',
  director: 'program',
})

/** That somebody is away is known in the program; why is told only to those who may read the person's page. */
export const readAbsences = permission('absences.read', 'See who is away', {
  trainee: 'program',
  faculty: 'program',
  chief: 'program',
  coordinator: 'program',
  director: 'program',
  dio: 'institution',
})

/** The program's own chain says which of these roles decide, and in which order. */
export const decideAbsences = permission('absences.decide', 'Approve and decline time away', {
  chief: 'program',
  coordinator: 'program',
  director: 'program',
})

export const editAbsencePolicy = permission('absences.policy', 'Set allowances, blackouts, limits and approvals', {
  coordinator: 'program',
  director: 'program',
})
