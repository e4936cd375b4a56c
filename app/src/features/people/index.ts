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
