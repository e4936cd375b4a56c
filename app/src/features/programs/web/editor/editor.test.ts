import { describe, expect, it } from 'vitest'
import { isJsonNode, parseDefinition, pathText, plainData } from '../../../curriculum/contract.ts'
import { shippedFiles } from '../../../curriculum/index.ts'
import { entrySummary, entryTitle } from './entry-words.ts'
import { labelOf, parts, valueLabel } from './field-words.ts'
import { newEntry, slugOf } from './new-entry.ts'
import { idsOf, pathOf } from './places.ts'
import { choicesFor, referredBy } from './references.ts'
import { fieldsOf, formatSchema, hasMarks, optionOf, shapeOf } from './schema-node.ts'

const [shipped] = shippedFiles().filter(({ name }) => name.includes('musculoskeletal') && name.includes('2025'))
const data = plainData(shipped?.text ?? '') ?? {}

describe('the forms', () => {
  it('have a place for every key of the format, each once', () => {
    const placed: string[] = parts.flatMap(({ keys }) => [...keys])
    expect(placed.toSorted()).toEqual(
      fieldsOf(formatSchema())
        .map(({ key }) => key)
        .toSorted(),
    )
  })

  it('know every shape of the format but the structured details', () => {
    const free: string[] = []
    const walk = (schema: object, path: string): void => {
      if (!isJsonNode(schema)) return
      const shape = shapeOf(schema)
      if (shape.kind === 'free') free.push(path)
      else if (shape.kind === 'entries') walk(shape.item, `${path}[]`)
      else if (shape.kind === 'kinds') for (const option of shape.options) walk(option, path)
      else if (shape.kind === 'record') for (const field of fieldsOf(schema)) walk(field.schema, `${path}.${field.key}`)
    }
    walk(formatSchema(), '')
    expect(free).toEqual(['.requirements[].details'])
  })

  it('tell records by their kind, and which may be unverified', () => {
    const requirement = fieldsOf(formatSchema()).find(({ key }) => key === 'requirements')
    const shape = shapeOf(requirement?.schema ?? {})
    const item = shape.kind === 'entries' ? shapeOf(shape.item) : null
    const options = item?.kind === 'kinds' ? item.options : []
    expect(fieldsOf(optionOf(options, 'rotation') ?? {}).map(({ key }) => key)).toContain('counts')
    expect(fieldsOf(optionOf(options, 'cases') ?? {}).map(({ key }) => key)).toContain('details')
    expect(hasMarks(optionOf(options, 'cases') ?? {})).toBe(true)
  })

  it('offer what a field may refer to, and keep what is gone in sight', () => {
    expect(referredBy(['requirements', 0, 'counts'])).toEqual(['rotations', 'groups'])
    expect(referredBy(['rotations', 0, 'site'])).toEqual(['sites'])
    expect(referredBy(['rotations'])).toEqual([])
    expect(referredBy(['combinableWith', 'programs'])).toEqual([])
    const sites = choicesFor(data, ['sites'], ['attic']) as { value: string; label: string }[]
    expect(sites.map(({ value }) => value)).toEqual(['main-hospital', 'outpatient-center', 'second-campus', 'attic'])
    expect(sites.at(-1)?.label).toContain('not defined')
  })

  it('begin a new entry complete enough to have no problem of its own', () => {
    const added = {
      ...data,
      rotations: [...(data['rotations'] as unknown[]), newEntry('rotations', data, data['rotations'])],
    }
    const parsed = parseDefinition(JSON.stringify(added))
    expect(parsed.ok ? [] : parsed.problems.map(({ sentence }) => sentence)).toEqual([])
    expect(newEntry('rooms', data, [{ id: 'new-room' }])).toMatchObject({ id: 'new-room-2' })
    expect(slugOf('Body MRI (3T)')).toBe('body-mri-3t')
  })

  it('go from a problem to its place and back', () => {
    for (const text of ['', 'name', 'rotations[2].capacity.perLevel[0].max', 'plan.rows[1].byLevel.PGY-2'])
      expect(pathText(pathOf(text))).toBe(text)
    expect([...idsOf(data).rotations]).toContain('msk-mri')
  })

  it('speak of fields, values and entries in words', () => {
    expect(labelOf(['sites', 0, 'leadTimeDays'])).toBe('Lead time in days')
    expect(labelOf(['rotations', 0, 'independentCall'])).toBe('Works without a supervisor present')
    expect(labelOf(['independentCall'])).toBe('Independent call')
    expect(valueLabel('not-stated')).toBe('Not stated')
    expect(entryTitle({ name: null, code: 'X1' }, 0)).toBe('Unnamed (X1)')
    const requirements = data['requirements'] as unknown[]
    expect(entrySummary('requirements', requirements[1], data)).toBe('at least 20 weeks of Musculoskeletal MRI')
  })
})
