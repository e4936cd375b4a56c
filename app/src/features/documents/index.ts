export { documentState } from './state.ts'
export { heldBy, kindsByIds, kindsOf } from './store.ts'
export { documentTasks } from './tasks.ts'
