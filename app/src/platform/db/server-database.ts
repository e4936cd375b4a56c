import { DatabasePool, columnTypes, connectionTimeoutMillis } from './pool.ts'

export interface ServerOptions {
  url: string
  poolSize: number
}

const statementTimeoutMillis = 60_000
const idleInTransactionTimeoutMillis = 120_000

export function openServer({ url, poolSize }: ServerOptions): DatabasePool {
  return new DatabasePool({
    connectionString: url,
    max: poolSize,
    application_name: 'gradus',
    statement_timeout: statementTimeoutMillis,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMillis,
    connectionTimeoutMillis,
    keepAlive: true,
    types: columnTypes,
    options: '-c timezone=UTC',
  })
}
