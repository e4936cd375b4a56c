import type { ClientConfig } from 'pg'
import { DatabasePool, columnTypes, connectionTimeoutMillis } from './pool.ts'

export interface ServerOptions {
  url: string
  poolSize: number
}

const statementTimeoutMillis = 60_000
const idleInTransactionTimeoutMillis = 120_000

/** How every connection to a server is made. */
export const serverConfig = (url: string): ClientConfig => ({
  connectionString: url,
  application_name: 'gradus',
  statement_timeout: statementTimeoutMillis,
  idle_in_transaction_session_timeout: idleInTransactionTimeoutMillis,
  connectionTimeoutMillis,
  keepAlive: true,
  types: columnTypes,
  options: '-c timezone=UTC',
})

export const openServer = ({ url, poolSize }: ServerOptions): DatabasePool =>
  new DatabasePool({ ...serverConfig(url), max: poolSize })
