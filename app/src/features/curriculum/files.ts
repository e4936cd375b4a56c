import type { Definition } from './definition/definition.ts'
import { type DefinitionChange, diffDefinitions } from './diff.ts'
import { parseDefinition } from './parse.ts'
import type { Problem } from './problem.ts'
import { collectRooms } from './rooms.ts'

/** A definition file as the command line hands it over: its name and its whole text. */
export type DefinitionFile = { name: string; text: string }

export type FileReport = { name: string; definition: Definition | null; problems: Problem[] }

/** Checks files one by one, and against each other: no version twice, no shared room described in two ways. */
export const validateFiles = (
  files: readonly DefinitionFile[],
): { isValid: boolean; reports: FileReport[]; acrossFiles: string[] } => {
  const reports = files.map(({ name, text }): FileReport => {
    const result = parseDefinition(text)
    return result.ok
      ? { name, definition: result.definition, problems: [] }
      : { name, definition: null, problems: result.problems }
  })
  const seen = new Map<string, string>()
  const repeated = reports.flatMap(({ name, definition }) => {
    if (!definition) return []
    const version = `${definition.id} of ${definition.version.effectiveOn}`
    const first = seen.get(version)
    if (first === undefined) {
      seen.set(version, name)
      return []
    }
    return [`${name} and ${first} both define ${version}; give one of them another “effectiveOn”.`]
  })
  const { disagreements } = collectRooms(reports.flatMap(({ definition }) => (definition ? [definition] : [])))
  const acrossFiles = [...repeated, ...disagreements]
  return {
    isValid: acrossFiles.length === 0 && reports.every(({ definition }) => definition !== null),
    reports,
    acrossFiles,
  }
}

/** `FILE:LINE:COLUMN: sentence (path)` for each problem, and a line for each sound file. */
export const validationLines = ({ reports, acrossFiles }: ReturnType<typeof validateFiles>): string[] => [
  ...reports.flatMap(({ name, definition, problems }) =>
    definition
      ? [`${name}: sound. ${definition.name}, ${definition.version.label}.`]
      : problems.map(
          ({ line, column, path, sentence }) =>
            `${name}:${line}:${column}: ${sentence}${path === '' ? '' : ` (${path})`}`,
        ),
  ),
  ...acrossFiles,
]

/** The changes between two definition files, or the problems that keep them from being compared. */
export const diffFiles = (
  before: DefinitionFile,
  after: DefinitionFile,
): { ok: true; changes: DefinitionChange[] } | { ok: false; lines: string[] } => {
  const validation = validateFiles([before])
  const other = validateFiles([after])
  const [a, b] = [validation.reports[0]?.definition, other.reports[0]?.definition]
  if (a && b) return { ok: true, changes: diffDefinitions(a, b) }
  return { ok: false, lines: [validation, other].filter(({ isValid }) => !isValid).flatMap(validationLines) }
}

/** Where a version of a program is kept: one folder for each program, one file for each version. */
export const definitionPath = ({ id, version }: Pick<Definition, 'id' | 'version'>): string =>
  `${id}/${version.effectiveOn}.yaml`
