export { pageOfPeople, programIdsOf as personPrograms } from './directory/store.ts'
export { type May, openCombinations } from './directory/views.ts'
export { endLeave, enterLeave } from './leave.ts'
export { type LeaveKind, leaveNames } from './leave-kinds.ts'
export {
  activeAppointments,
  type AppointmentRow,
  type Days,
  type HeldAppointment,
  leaveById,
  leavesBetween,
  type LeaveRow,
  peopleByIds,
  type PersonRow,
} from './store.ts'
