import pg from 'pg'
import { asUnavailable } from './unavailable.ts'

type ConnectCallback = Parameters<pg.Pool['connect']>[0]

/** A pg pool whose `connect` (and so `query`) fails with DatabaseUnavailable while the database is away or busy. */
export class DatabasePool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    if (callback) {
      super.connect((error, client, done) => callback(error && (asUnavailable(error) ?? error), client, done))
      return
    }
    return super.connect().catch((error: unknown) => {
      throw asUnavailable(error) ?? error
    })
  }
}

/** Dates stay the text PostgreSQL sends (`YYYY-MM-DD`): a JavaScript Date would put them in the server's time zone. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.DATE
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/** A request waits this long for a connection before it is told that the database is busy. */
export const connectionTimeoutMillis = 15_000
