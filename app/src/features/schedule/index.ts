export type { Stint } from './blocks/contract.ts'
export { personNow } from './blocks/person.ts'
export { riskFor } from './blocks/progress.ts'
export { onRotationNow, recordSummary } from './summary.ts'
