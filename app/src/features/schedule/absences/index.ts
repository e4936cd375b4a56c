export { nowAt } from './clock.ts'
export { seedAbsences } from './seed.ts'
export { partsOfDays } from './store.ts'
export { absenceTasks } from './tasks.ts'
