import { createHash } from 'node:crypto'
import { Client, type QueryConfig } from 'pg'

/** Beyond so many, statements run unprepared: lists of every length would fill the memory of the session. */
const preparedAtMost = 500
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= preparedAtMost) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32)
  names.set(text, name)
  return name
}

/**
 * A client that prepares each statement with parameters the first time and only binds it afterwards. Reading and planning a statement
 * takes the embedded engine longer than running it.
 */
export class PreparedClient extends Client {
  override query = ((config: unknown, values: unknown, done: unknown) => {
    const statement = typeof config === 'string' ? { text: config } : config
    const isNamed = isStatement(statement) && Array.isArray(values) && values.length > 0
    const asked = isNamed ? { ...statement, name: nameOf(statement.text) } : config
    return (super.query as (...args: unknown[]) => unknown)(asked, values, done)
  }) as Client['query']
}

/** Not a cursor or another thing that submits itself, and not named by its author. */
const isStatement = (config: unknown): config is QueryConfig =>
  typeof config === 'object' &&
  config !== null &&
  'text' in config &&
  !('submit' in config) &&
  !('name' in config && config.name)
