export { seedStays } from './seed.ts'
export { offSiteTasks } from './tasks.ts'
