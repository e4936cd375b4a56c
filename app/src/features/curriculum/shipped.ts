import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Definition } from './definition/definition.ts'
import { type DefinitionFile, validateFiles, validationLines } from './files.ts'

/** Where the definitions that come with the platform are. */
export const programsFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve('@gradus/programs/package.json'))

/** The shipped files, by program and then by date. */
export const shippedFiles = (): DefinitionFile[] => {
  const folder = programsFolder()
  const programs = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return programs
    .flatMap((program) => readdirSync(join(folder, program.name)).map((file) => `${program.name}/${file}`))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
}

/** The shipped definitions. A file that is not sound is a fault of the installation and is thrown with its problems. */
export const shippedDefinitions = (): Definition[] => {
  const validation = validateFiles(shippedFiles())
  if (!validation.isValid) throw new Error(validationLines(validation).join('\n'))
  return validation.reports.flatMap(({ definition }) => (definition ? [definition] : []))
}
