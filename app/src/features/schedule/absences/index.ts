export { nowAt } from './clock.ts'
export { partsOfDays } from './store.ts'
export { absenceTasks } from './tasks.ts'
