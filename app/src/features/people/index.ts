export { pageOfPeople, type ListedPerson, peopleInRole } from './directory/store.ts'
export { type May, openCombinations } from './directory/views.ts'
export { leaveNames } from './leave-kinds.ts'
export { levelOnDay, levelsOf, pausesAmong } from './levels.ts'
export {
  activeAppointments,
  type AppointmentRow,
  appointmentsOf,
  type Days,
  type HeldAppointment,
  leavesBetween,
  type LeaveRow,
  peopleByIds,
  type PersonRow,
} from './store.ts'
