/** The formats that the commands read, and how a file is recognised. */
import { readFileSync } from 'node:fs'
import { readAgainstSchema, type Schema } from '../../formats/json-schema.ts'
import { BadInput, parseJson } from '../command.ts'
import { openMss, openPlacements } from './placements.ts'
import type { OpenProblem } from './problem-format.ts'
import { openRotations } from './rotations.ts'
import { openNrp, openShifts } from './shifts.ts'

/** By the `kind` that a problem in JSON gives itself. */
const JSON_KINDS: Record<string, (data: unknown) => OpenProblem> = {
  rotations: openRotations,
  shifts: openShifts,
  placements: openPlacements,
}

const FORMATS: Record<string, (text: string) => OpenProblem> = { json: openJson, nrp: openNrp, mss: openMss }

const MOST_SENTENCES = 50

/** Opens the text of a file. Without a format it is guessed. Throws BadInput with sentences, which for JSON begin with the path. */
export function openProblem(text: string, path: string, format = guessFormat(text, path)): OpenProblem {
  if (!Object.hasOwn(FORMATS, format)) throw new BadInput([`--format must be json, nrp or mss, not "${format}".`])
  return FORMATS[format]!(text)
}

function guessFormat(text: string, path: string): string {
  if (path.endsWith('.dzn')) return 'mss'
  return /^\s*(#|SECTION_)/.test(text) ? 'nrp' : 'json'
}

function openJson(text: string): OpenProblem {
  const data = parseJson(text)
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : undefined
  if (typeof kind !== 'string' || !Object.hasOwn(JSON_KINDS, kind))
    throw new BadInput([`The problem must have a kind: ${Object.keys(JSON_KINDS).join(', ')}.`])
  const { mismatches, unknown } = readAgainstSchema(readSchema(kind), data)
  if (mismatches.length > 0) throw new BadInput(mismatches.slice(0, MOST_SENTENCES))
  return { ...JSON_KINDS[kind]!(data), unread: unknown.slice(0, MOST_SENTENCES) }
}

function readSchema(kind: string): Schema {
  return JSON.parse(readFileSync(new URL(`../../../schema/${kind}.json`, import.meta.url), 'utf8')) as Schema
}
