import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRotationRequirement } from './counted.ts'
import { definitionPath, validateFiles, validationLines } from './files.ts'
import { collectRooms } from './rooms.ts'
import { parseDefinition } from './parse.ts'
import { programsFolder, shippedDefinitions, shippedFiles } from './shipped.ts'

describe('the shipped programs', () => {
  it('are eight sound versions of seven programs, each in the file its version names', () => {
    const files = shippedFiles()
    const validation = validateFiles(files)
    expect(validationLines(validation).filter((line) => !line.includes(': sound.'))).toEqual([])
    const definitions = shippedDefinitions()
    expect(definitions.map(definitionPath)).toEqual(files.map(({ name }) => name))
    expect(definitions).toHaveLength(8)
    expect(new Set(definitions.map(({ id }) => id)).size).toBe(7)
  })

  it('agree about the rooms they share', () => {
    const { rooms, disagreements } = collectRooms(shippedDefinitions())
    expect(disagreements).toEqual([])
    expect(rooms.map(({ id }) => id)).toContain('msk-mri')
    const users = shippedDefinitions().filter((definition) => definition.rooms?.some(({ id }) => id === 'msk-mri'))
    expect(users.length).toBeGreaterThan(3)
  })

  it('state the amounts of their sources', () => {
    const amounts = (id: string, effectiveOn: string): Record<string, unknown> => {
      const definition = shippedDefinitions().find(
        ({ id: own, version }) => own === id && version.effectiveOn === effectiveOn,
      )
      const requirements = definition?.requirements.filter(isRotationRequirement) ?? []
      return Object.fromEntries(requirements.map(({ id: own, amount }) => [own, amount]))
    }
    expect(amounts('musculoskeletal-imaging-fellowship', '2015-07-01')).toEqual({
      radiographs: { exactly: 3, unit: 'months' },
      mri: { exactly: 3, unit: 'months' },
      ultrasound: { exactly: 1, unit: 'months' },
      ct: { exactly: 2, unit: 'months' },
      spine: { exactly: 1, unit: 'months' },
      elective: { exactly: 2, unit: 'months' },
    })
    expect(amounts('radiology-informatics-fellowship', '2018-07-01')).toEqual({
      'image-processing': { exactly: 2, unit: 'months' },
      'pacs-ris': { exactly: 4, unit: 'months' },
      unnamed: { exactly: 1, unit: 'months' },
      electives: { exactly: 5, unit: 'months' },
    })
    expect(amounts('vascular-interventional-imaging-fellowship', '2025-07-01')['nonvascular']).toEqual({
      atLeast: 3,
      atMost: 4,
      unit: 'months',
    })
    const diagnostic = amounts('diagnostic-radiology-residency', '2025-07-01') as Record<string, { exactly: number }>
    expect(Object.values(diagnostic).reduce((sum, { exactly }) => sum + exactly, 0)).toBe(208)
    expect(amounts('integrated-ir-residency-community', '2025-07-01')['night-shift']).toEqual({
      byLevel: { 'PGY-4': 3.5, 'PGY-5': 4 },
      unit: 'weeks',
    })
    expect(
      amounts('interventional-radiology-integrated-residency', '2023-07-01')['interventional-fellow-level'],
    ).toEqual({ byLevel: { 'PGY-5': 10 }, unit: 'blocks' })
  })

  it('are explained by an example that is itself sound', () => {
    const guide = readFileSync(join(programsFolder(), 'README.md'), 'utf8')
    expect(parseDefinition(/```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '')).toMatchObject({ ok: true })
  })
})
