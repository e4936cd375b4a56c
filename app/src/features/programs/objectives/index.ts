export { goalTasks } from './tasks.ts'
