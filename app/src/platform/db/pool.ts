import { Pool, types, type CustomTypesConfig, type PoolClient } from 'pg'
import { asUnavailable } from './unavailable.ts'

type ConnectCallback = Parameters<Pool['connect']>[0]

/** A pg pool whose `connect` (and so `query`) fails with DatabaseUnavailable while the database is away or busy. */
export class DatabasePool extends Pool {
  override connect(): Promise<PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<PoolClient> | void {
    if (callback) {
      super.connect((error, client, done) => callback(error && (asUnavailable(error) ?? error), client, done))
      return
    }
    return super.connect().catch((error: unknown) => {
      throw asUnavailable(error) ?? error
    })
  }
}

type TypeId = Parameters<typeof types.getTypeParser>[0]

/** Dates stay the text PostgreSQL sends (`YYYY-MM-DD`): a JavaScript Date would put them in the server's time zone. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid: TypeId, format?: 'text' | 'binary') =>
    oid === types.builtins.DATE ? (text: string) => text : types.getTypeParser(oid, format),
}

/** A request waits this long for a connection before it is told that the database is busy. */
export const connectionTimeoutMillis = 15_000
