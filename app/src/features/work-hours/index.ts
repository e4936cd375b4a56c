export { seedHours } from './seed.ts'
export { hourTasks } from './tasks.ts'
