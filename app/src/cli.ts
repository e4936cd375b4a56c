#!/usr/bin/env node
import { Command, Option } from 'commander'
import { featureCommands } from './features/cli.ts'
import { verifyAudit } from './platform/audit/verify.ts'
import { type Config, readConfig, settings, type SettingName } from './platform/config.ts'
import { createLog } from './platform/log.ts'
import type { Platform } from './platform/platform.ts'

const flagOf = (name: string): string => `--${name.toLowerCase().replaceAll('_', '-')} <value>`
const keyOf = (name: string): string =>
  name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Every setting is an environment variable and a flag of each command that opens the database. */
function withSettings(command: Command): Command {
  for (const [name, { help, default: preset }] of Object.entries(settings))
    command.addOption(new Option(flagOf(name), `${help} (${name}${preset === '' ? '' : `, default ${preset}`})`))
  return command
}

function configOf(options: Record<string, unknown>): Config {
  const flags: Partial<Record<SettingName, string>> = {}
  for (const name of Object.keys(settings) as SettingName[]) {
    const value = options[keyOf(name)]
    if (typeof value === 'string') flags[name] = value
  }
  return readConfig(process.env, flags)
}

/** Opens the platform for one command, which does no background work, and closes it whatever happens. */
async function withPlatform(config: Config, work: (platform: Platform) => Promise<void>): Promise<void> {
  const { openPlatform } = await import('./worker.ts')
  const platform = await openPlatform(config, createLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL), {
    work: false,
  })
  try {
    await work(platform)
  } finally {
    await platform.jobs.stop()
    await platform.database.close()
  }
}

/** Resolves when the process is asked to stop. */
const stopRequested = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function serve(config: Config, demo: boolean): Promise<void> {
  const { startServer } = await import('./server.ts')
  const log = createLog(config.LOG_LEVEL)
  const seedDemo = demo ? (await import('./demo/index.ts')).seedDemo : undefined
  const server = await startServer(config, log, async (platform) => {
    if (seedDemo !== undefined && (await seedDemo(platform))) say('The demo institution is ready.')
  })
  say(`\nGradus is running: ${server.address}`)
  if (server.setupLink !== null)
    say(`\nSet up your institution with this one-time link (valid for 24 hours):\n  ${server.setupLink}`)
  if (demo) say((await import('./demo/index.ts')).demoLogins())
  say('\nPress Ctrl+C to stop.')
  await stopRequested()
  say('Stopping …')
  await server.stop()
}

async function work(config: Config): Promise<void> {
  if (config.DATABASE_URL === '')
    throw new Error(
      'A separate worker needs a PostgreSQL server (DATABASE_URL): the embedded database belongs to one process.',
    )
  const { openPlatform } = await import('./worker.ts')
  const platform = await openPlatform(config, createLog(config.LOG_LEVEL), { work: true })
  say('The worker is running. Press Ctrl+C to stop.')
  await stopRequested()
  await platform.jobs.stop()
  await platform.database.close()
}

const program = new Command('gradus')
  .description('Runs physician training: programs, people and schedules')
  .version('0.1.0')

withSettings(program.command('serve').description('Start the server (and its worker), without the demo')).action(
  (options: Record<string, unknown>) => serve(configOf(options), false),
)
withSettings(program.command('demo').description('Start the server with the fictional demo institution')).action(
  (options: Record<string, unknown>) => serve(configOf(options), true),
)
withSettings(program.command('worker').description('Do background jobs for servers on the same PostgreSQL')).action(
  (options: Record<string, unknown>) => work(configOf(options)),
)
withSettings(program.command('migrate').description('Bring the database up to date and stop')).action(
  (options: Record<string, unknown>) => withPlatform(configOf(options), async () => say('The database is up to date.')),
)
withSettings(program.command('backup <file>').description('Write the whole database to one file')).action(
  (file: string, options: Record<string, unknown>) =>
    withPlatform(configOf(options), async ({ database }) => {
      const { tables, rows } = await database.backupTo(file)
      say(`Wrote ${rows.toLocaleString('en')} rows of ${tables} tables to ${file}.`)
    }),
)
withSettings(
  program.command('restore <file>').description('Fill an empty database from a backup, and verify it'),
).action((file: string, options: Record<string, unknown>) =>
  withPlatform(configOf(options), async ({ database }) => {
    const { tables, rows } = await database.restoreFrom(file)
    const audit = await verifyAudit(database.drizzle)
    if (!audit.intact) throw new Error(audit.sentence)
    say(`Restored and verified ${rows.toLocaleString('en')} rows of ${tables} tables. ${audit.sentence}`)
  }),
)
const audit = program.command('audit').description('The audit log')
withSettings(audit.command('verify').description('Recompute the hash chain of the audit log')).action(
  (options: Record<string, unknown>) =>
    withPlatform(configOf(options), async ({ database }) => {
      const result = await verifyAudit(database.drizzle)
      say(result.sentence)
      if (!result.intact) process.exitCode = 1
    }),
)
for (const add of featureCommands)
  add({ program, withSettings, withPlatform: (options, run) => withPlatform(configOf(options), run), say })

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
