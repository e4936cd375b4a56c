export { documentTasks } from './tasks.ts'
