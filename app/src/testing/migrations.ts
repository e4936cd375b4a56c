import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Writes a folder of migrations as drizzle-kit lays it out; each text is one migration, oldest first. */
export function writeMigrations(migrations: string[]): string {
  // Named after its content, so that repeated runs write the same few folders.
  const name = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), 'gradus-test-migrations', name)
  mkdirSync(join(folder, 'meta'), { recursive: true })
  const entries = migrations.map((sql, idx) => {
    const tag = `${String(idx).padStart(4, '0')}_test`
    writeFileSync(join(folder, `${tag}.sql`), sql)
    return { idx, version: '7', when: 1_700_000_000_000 + idx, tag, breakpoints: true }
  })
  const journal = { version: '7', dialect: 'postgresql', entries }
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify(journal))
  return folder
}
