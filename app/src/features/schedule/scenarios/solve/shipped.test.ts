import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseDefinition } from '../../../curriculum/index.ts'
import { solveDefinition } from './solve-definition.ts'

const folder = fileURLToPath(new URL('../../../../../../programs/', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))

describe('every shipped program can be lived at full length', () => {
  test.each(files)('%s', { timeout: 60_000 }, async (name) => {
    const parsed = parseDefinition(readFileSync(join(folder, name), 'utf8'))
    if (!parsed.ok) throw new Error(parsed.problems.map(({ sentence }) => sentence).join(' '))
    const options = { trainees: 2, seed: 1, iterations: 200_000 }
    const { result, notes, findings } = await solveDefinition(parsed.definition, options)
    expect(notes).toEqual([])
    expect(result.reasons.map(({ sentence }) => sentence)).toEqual([])
    expect(['feasible', 'optimal']).toContain(result.status)
    expect(findings.filter(({ severity }) => severity === 'violation').map(({ sentence }) => sentence)).toEqual([])
  })
})
