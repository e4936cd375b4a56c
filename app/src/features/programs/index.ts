export { allInstitutions, type Institution, institutionById } from './store.ts'
export { todayAt } from './today.ts'
