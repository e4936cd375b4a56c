export { swapTasks } from './tasks.ts'
