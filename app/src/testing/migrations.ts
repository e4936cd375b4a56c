import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a folder of migrations as drizzle-kit lays it out; each text is one migration, oldest first. */
export function writeMigrations(migrations: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-migrations-'))
  mkdirSync(join(folder, 'meta'))
  const entries = migrations.map((sql, idx) => {
    const tag = `${String(idx).padStart(4, '0')}_test`
    writeFileSync(join(folder, `${tag}.sql`), sql)
    return { idx, version: '7', when: 1_700_000_000_000 + idx, tag, breakpoints: true }
  })
  const journal = { version: '7', dialect: 'postgresql', entries }
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify(journal))
  return folder
}
