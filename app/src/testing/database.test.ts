import { afterAll, expect, test } from 'vitest'
import { openTestDatabase } from './database.ts'

const database = await openTestDatabase()
afterAll(() => database.close())

test('a test database starts with every table and no row', async () => {
  const tables = await database.pool.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)
  expect(tables.rowCount).toBeGreaterThan(0)
  const events = await database.pool.query('SELECT 1 FROM audit_event')
  expect(events.rowCount).toBe(0)
})
