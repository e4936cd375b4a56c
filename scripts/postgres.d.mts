export interface PostgresServer {
  url: string
  pause(): Promise<void>
  resume(): Promise<void>
  stop(): Promise<void>
}
export function startPostgres(): Promise<PostgresServer>
export function isPostgresInstalled(): boolean
