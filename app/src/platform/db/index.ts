export type { BackupSummary } from './backup.ts'
export { openDatabase } from './database.ts'
export type { Database, DatabaseLog, OpenDatabaseOptions, Reads, TransactionOptions, Tx } from './database.ts'
export { asUnavailable, isDiskFull } from './unavailable.ts'
