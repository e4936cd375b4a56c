export { offSiteTasks } from './tasks.ts'
