import { describe, expect, it } from 'vitest'
import { editText, plainData } from './edit-text.ts'
import { parseDefinition } from './parse.ts'
import { renameEdits } from './rename.ts'
import { shippedFiles } from './shipped.ts'

const text = `# who we are
id: small-fellowship
name: Small Fellowship # short
length: { amount: 12, unit: months }
rotations:
  # the first one
  - { id: mri,   name: MRI, code: MRI, kind: clinical }
  - id: ct
    name:   CT
    code: CT
    kind: clinical
    capacity: { max: 2 } # two chairs
requirements:
  - { id: mri, title: MRI, kind: rotation, counts: [mri], amount: { exactly: 4, unit: months } }
plan:
  unit: months
  rows: [{ rotation: mri, byLevel: { PGY-6: 4 } }]
`

describe('editing the text of a definition', () => {
  it('changes one value and leaves every other line as it was', () => {
    const after = editText(text, [{ kind: 'set', path: ['rotations', 1, 'capacity', 'max'], value: 3 }])
    const changed = text.split('\n').flatMap((line, index) => (line === after.split('\n')[index] ? [] : [index + 1]))
    expect(after).toContain('capacity: { max: 3 } # two chairs')
    // The entry that changed may be laid out anew; nothing else is touched.
    expect(changed.every((line) => line >= 8 && line <= 12)).toBe(true)
    expect(editText(text, [{ kind: 'set', path: ['name'], value: 'Other' }])).toBe(
      text.replace('Small Fellowship #', 'Other #'),
    )
  })

  it('adds a key where the format has it', () => {
    const after = editText(text, [{ kind: 'set', path: ['rotations', 1, 'site'], value: 'main' }])
    expect(after.indexOf('site: main')).toBeGreaterThan(after.indexOf('kind: clinical\n'))
    expect(after.indexOf('site: main')).toBeLessThan(after.indexOf('capacity: { max: 2 }'))
    const withRooms = editText(text, [{ kind: 'set', path: ['rooms', 0], value: { id: 'a', name: 'A' } }])
    expect(plainData(withRooms)?.['rooms']).toEqual([{ id: 'a', name: 'A' }])
    expect(withRooms.indexOf('rooms:')).toBeLessThan(withRooms.indexOf('rotations:'))
    expect(withRooms).toContain('# the first one')
  })

  it('removes, with what is left empty above', () => {
    const after = editText(text, [{ kind: 'remove', path: ['rotations', 1, 'capacity', 'max'] }])
    expect(plainData(after)?.['rotations']).toEqual([
      { id: 'mri', name: 'MRI', code: 'MRI', kind: 'clinical' },
      { id: 'ct', name: 'CT', code: 'CT', kind: 'clinical' },
    ])
    expect(editText(text, [{ kind: 'remove', path: ['plan'] }])).not.toContain('plan:')
  })

  it('moves and adds entries, comments with them', () => {
    const after = editText(text, [{ kind: 'move', path: ['rotations'], from: 1, to: 0 }])
    expect(plainData(after)).toMatchObject({ rotations: [{ id: 'ct' }, { id: 'mri' }] })
    expect(after).toContain('# two chairs')
    const added = editText(text, [
      { kind: 'set', path: ['requirements', 1], value: { id: 'x', title: 'X', kind: 'research' } },
    ])
    expect(plainData(added)?.['requirements']).toHaveLength(2)
    expect(added.startsWith('# who we are\nid: small-fellowship')).toBe(true)
  })

  it('writes long prose as a block', () => {
    const after = editText(text, [{ kind: 'set', path: ['sections', 'overview', 'text'], value: 'One.\n\nTwo.' }])
    expect(after).toMatch(/text: \|-\n\s+One\./)
  })

  it('renames an id together with everything that refers to it', () => {
    const after = editText(text, renameEdits(plainData(text), 'rotations', 0, 'mr-imaging'))
    expect(after).not.toMatch(/\bmri\b(?!,)/)
    expect(plainData(after)).toMatchObject({
      rotations: [{ id: 'mr-imaging' }, { id: 'ct' }],
      requirements: [{ id: 'mri', counts: ['mr-imaging'] }],
      plan: { rows: [{ rotation: 'mr-imaging' }] },
    })
    const levels = editText(text, renameEdits({ ...plainData(text), levels: [{ id: 'PGY-6' }] }, 'levels', 0, 'F1'))
    expect(plainData(levels)).toMatchObject({ plan: { rows: [{ byLevel: { F1: 4 } }] } })
  })

  it('gives a text back that cannot be read', () => {
    expect(editText('a: [', [{ kind: 'set', path: ['a'], value: 1 }])).toBe('a: [')
    expect(plainData('a: [')).toBeNull()
    expect(plainData('- 1')).toBeNull()
  })

  it('edits every definition that is shipped without a change to what else it says', () => {
    for (const { name, text: source } of shippedFiles()) {
      const after = editText(source, [{ kind: 'set', path: ['rotations', 0, 'note'], value: 'A note.' }])
      const [before, then] = [parseDefinition(source), parseDefinition(after)]
      if (!before.ok || !then.ok) throw new Error(name)
      expect(then.definition).toEqual({
        ...before.definition,
        rotations: before.definition.rotations.with(0, { ...before.definition.rotations[0]!, note: 'A note.' }),
      })
      const lines = new Set(source.split('\n'))
      expect(after.split('\n').filter((line) => !lines.has(line)).length, name).toBeLessThan(30)
    }
  })
})
