export { seedSwaps } from './seed.ts'
export { swapTasks } from './tasks.ts'
