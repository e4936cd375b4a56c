export {
  checkWorkHours,
  hoursByWindow,
  requiredRest,
  type RequiredRest,
} from './check.ts'
export * from './clause-citations.ts'
export * from './preview.ts'
export * from './settings.ts'
export * from './trainee-hours.ts'
export { averagesMoreThan, type DaysOff, type WeekHours, type WindowHours } from './window-hours.ts'
export * from './windows.ts'
export * from './work-hour-finding.ts'
export * from './work-period.ts'
export * from './zone.ts'
