export { pageOfPeople } from './directory/store.ts'
export { type May, openCombinations } from './directory/views.ts'
export { type LeaveKind, leaveNames } from './leave-kinds.ts'
export {
  activeAppointments,
  type AppointmentRow,
  type Days,
  type HeldAppointment,
  leavesBetween,
  type LeaveRow,
  peopleByIds,
  type PersonRow,
} from './store.ts'
