import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AddCommands } from '../../platform/cli.ts'
import type { Platform } from '../../platform/platform.ts'
import { diffFiles, validateFiles, validationLines } from '../curriculum/index.ts'
import { importDefinition } from './import-definition.ts'
import { exportDefinition } from './service.ts'
import { allInstitutions, type Institution, programBySlug, versionsOf } from './store.ts'

const fileOf = (path: string) => ({ name: path, text: readFileSync(path, 'utf8') })

/** The institution a command acts on: the only one, unless one is named. */
async function institutionNamed(platform: Platform, name: string | undefined): Promise<Institution> {
  const all = await allInstitutions(platform.database.drizzle)
  const found = name === undefined ? (all.length === 1 ? all : []) : all.filter((one) => one.name === name)
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const names = all.map((one) => `“${one.name}”`).join(', ')
  throw new Error(
    all.length === 0
      ? 'There is no institution yet; start the server once and set it up.'
      : `Say which institution with --institution: ${names}.`,
  )
}

/** `gradus program …`: definitions as files, with and without the database. */
export const programCommands: AddCommands = ({ program, withSettings, withPlatform, say }) => {
  const command = program.command('program').description('Program definition files')

  command
    .command('validate <files...>')
    .description('Check definition files and say what is wrong, line by line')
    .action((files: string[]) => {
      const result = validateFiles(files.map(fileOf))
      for (const line of validationLines(result)) say(line)
      if (!result.isValid) process.exitCode = 1
    })

  command
    .command('diff <before> <after>')
    .description('Say in words what changed between two definition files')
    .action((before: string, after: string) => {
      const result = diffFiles(fileOf(before), fileOf(after))
      if (!result.ok) {
        for (const line of result.lines) say(line)
        process.exitCode = 1
        return
      }
      for (const { sentence } of result.changes) say(sentence)
      if (result.changes.length === 0) say('Nothing differs.')
    })

  withSettings(command.command('import <files...>').description('Store definition files as program versions'))
    .option('--institution <name>', 'the institution, where there are several')
    .option('--dry-run', 'say what would happen and store nothing')
    .action((files: string[], options: Record<string, unknown>) =>
      withPlatform(options, async (platform) => {
        const { institutionId } = await institutionNamed(platform, options['institution'] as string | undefined)
        const who = { institutionId, personId: null, name: 'Command line', requestId: randomUUID() }
        for (const file of files) {
          const commit = options['dryRun'] !== true
          const outcome = await importDefinition(platform, who, readFileSync(file), { commit, requireMay: () => {} })
          say(`${basename(file)}: ${outcome.sentence}`)
          for (const { line, column, sentence } of outcome.problems) say(`  ${file}:${line}:${column}: ${sentence}`)
          for (const created of outcome.creates) say(`  creates ${created}`)
          for (const { sentence } of outcome.changes) say(`  ${sentence}`)
          for (const note of outcome.notes) say(`  ${note}`)
          if (outcome.outcome === 'problems') process.exitCode = 1
        }
      }),
    )

  withSettings(command.command('export <program>').description('Write a stored definition, exactly as it was imported'))
    .option('--institution <name>', 'the institution, where there are several')
    .option('--effective-on <date>', 'the version of this date instead of the one in force')
    .option('--output <file>', 'write to a file instead of the terminal')
    .action((slug: string, options: Record<string, unknown>) =>
      withPlatform(options, async (platform) => {
        const { institutionId } = await institutionNamed(platform, options['institution'] as string | undefined)
        const db = platform.database.drizzle
        const found = await programBySlug(db, institutionId, slug)
        if (found === undefined) throw new Error(`There is no program “${slug}”.`)
        const effectiveOn = options['effectiveOn'] as string | undefined
        const versions = await versionsOf(db, institutionId, [found.id])
        const version = versions.find((row) => row.effectiveOn === effectiveOn)
        if (effectiveOn !== undefined && version === undefined)
          throw new Error(
            `“${slug}” has no version of ${effectiveOn}; it has ${versions.map((row) => row.effectiveOn).join(', ')}.`,
          )
        const { source } = await exportDefinition(platform, institutionId, found.id, version?.id)
        const output = options['output'] as string | undefined
        if (output === undefined) process.stdout.write(source)
        else writeFileSync(output, source)
      }),
    )
}
