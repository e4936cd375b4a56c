import type pg from 'pg'
import type { RowTexts, SequenceState, TableShape } from './backup-format.ts'

// What a backup needs to know from the catalog of PostgreSQL 15 or later. Names come back unquoted.

export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  // Generated columns are left out: the database computes them again.
  const found = await client.query<{ table: string; column: string; type: string }>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    ORDER BY c.relname COLLATE "C", a.attnum`)
  const tables = new Map<string, TableShape>()
  for (const { table, column, type } of found.rows) {
    const shape = tables.get(table) ?? { name: table, columns: [] }
    shape.columns.push({ name: column, type })
    tables.set(table, shape)
  }
  return [...tables.values()]
}

export async function readSequences(client: pg.ClientBase): Promise<SequenceState[]> {
  const names = await client.query<{ name: string }>(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname COLLATE "C"`)
  const states: SequenceState[] = []
  for (const { name } of names.rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM public.${quote(name)}`,
    )
    for (const row of state.rows) states.push({ name, ...row })
  }
  return states
}

/** Reads a table through a cursor, a batch at a time. Needs a transaction. */
export async function* readRows(client: pg.ClientBase, { name, columns }: TableShape): AsyncGenerator<RowTexts[]> {
  const list = columns.map((column) => `${quote(column.name)}::text`).join(', ')
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT ${list} FROM ONLY public.${quote(name)}`)
  for (;;) {
    const batch = await client.query<RowTexts>({ text: 'FETCH 1000 FROM backup_rows', rowMode: 'array' })
    if (batch.rows.length === 0) break
    yield batch.rows
  }
  await client.query('CLOSE backup_rows')
}

/** The statements that put triggers and foreign keys aside for a restore, and those that bring them back. */
export async function constraintStatements(client: pg.ClientBase): Promise<{ suspend: string[]; resume: string[] }> {
  // Changing a constraint to deferred is the owner's right, whereas switching its trigger off is a superuser's.
  const keys = await client.query<{ table: string; name: string; deferrable: boolean }>(`
    SELECT t.relname AS table, c.conname AS name, c.condeferrable AS deferrable
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    WHERE c.contype = 'f' AND NOT c.condeferred AND t.relnamespace = 'public'::regnamespace`)
  const triggers = await client.query<{ table: string; name: string; mode: string }>(`
    SELECT t.relname AS table, g.tgname AS name, g.tgenabled AS mode
    FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid
    WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' AND t.relnamespace = 'public'::regnamespace`)
  const statements = { suspend: [] as string[], resume: [] as string[] }
  for (const { table, name, deferrable } of keys.rows) {
    const alter = `ALTER TABLE public.${quote(table)} ALTER CONSTRAINT ${quote(name)}`
    statements.suspend.push(`${alter} DEFERRABLE INITIALLY DEFERRED`)
    statements.resume.push(`${alter} ${deferrable ? 'DEFERRABLE INITIALLY IMMEDIATE' : 'NOT DEFERRABLE'}`)
  }
  for (const { table, name, mode } of triggers.rows) {
    const alter = `ALTER TABLE public.${quote(table)}`
    const kind = mode === 'A' ? 'ENABLE ALWAYS' : mode === 'R' ? 'ENABLE REPLICA' : 'ENABLE'
    statements.suspend.push(`${alter} DISABLE TRIGGER ${quote(name)}`)
    statements.resume.push(`${alter} ${kind} TRIGGER ${quote(name)}`)
  }
  return statements
}

/** Settings that make the text of every value the same on any server, and let a long copy run its time. */
export async function prepareTransaction(client: pg.ClientBase): Promise<void> {
  await client.query(`
    SET LOCAL statement_timeout = 0;
    SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL row_security = off;
    SET LOCAL timezone = 'UTC';
    SET LOCAL datestyle = 'ISO, MDY';
    SET LOCAL intervalstyle = 'iso_8601';
    SET LOCAL extra_float_digits = 3;
    SET LOCAL bytea_output = 'hex'`)
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
