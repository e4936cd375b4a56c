export { pageOfPeople, peopleInRole, personTarget } from './directory/store.ts'
export { type May, openCombinations } from './directory/views.ts'
export { endLeave, enterLeave } from './leave.ts'
export { type LeaveKind, leaveNames } from './leave-kinds.ts'
export { levelOnDay, levelsOf, pausesAmong } from './levels.ts'
export { appointmentProblems, type PlannedAppointment } from './appointment-check.ts'
export {
  appoint,
  changeAppointment,
  enterPerson,
  type Mark,
  putAppointmentAway,
  putPersonAway,
} from './service.ts'
export {
  activeAppointments,
  appointmentsOf,
  type AppointmentRow,
  type Days,
  type HeldAppointment,
  leaveById,
  leavesBetween,
  type LeaveRow,
  peopleByIds,
  lockPerson,
  type PersonRow,
} from './store.ts'
export { detectColumns } from './transfer/columns.ts'
export { type PersonRowDraft, readRows } from './transfer/rows.ts'
export { readSheet } from './transfer/sheet.ts'
