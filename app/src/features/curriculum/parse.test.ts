import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDefinition } from './parse.ts'
import { shippedFiles } from './shipped.ts'

const source = shippedFiles().find(({ name }) => name.endsWith('2015-07-01.yaml'))!.text

/** What a file with one edit is told: `line path: sentence`. */
const toldAfter = (from: string | RegExp, to: string): string[] => {
  const text = source.replace(from, to)
  expect(text).not.toBe(source)
  const result = parseDefinition(text)
  return result.ok ? [] : result.problems.map(({ line, path, sentence }) => `${line} ${path}: ${sentence}`)
}
const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length

describe('parseDefinition', () => {
  it('places an unknown key and names the one that was meant', () => {
    const line = lineOf(source, 'positions:')
    expect(toldAfter('positions:', 'postions:')).toEqual([
      `${line} postions: “postions” is not a key of the format here. Did you mean “positions”?`,
    ])
    expect(toldAfter('capacity: { max: 3', 'capacity: { maxx: 3')[0]).toContain('Did you mean “max”?')
    expect(toldAfter('counts: [msk-mri]', 'count: [msk-mri]').join()).toContain('Did you mean “counts”?')
  })

  it('says which key is missing, what kind of value belongs there and which values exist', () => {
    expect(toldAfter(/^name: .*\n/m, '')).toEqual(['2 : “name” is missing.'])
    expect(toldAfter('{ amount: 12, unit: months }', '{ amount: twelve, unit: months }')[0]).toContain(
      'Give a number here.',
    )
    expect(toldAfter('kind: fellowship', 'kind: felowship')[0]).toContain(
      'Use one of “residency”, “fellowship” here. Did you mean “fellowship”?',
    )
    expect(toldAfter('{ kind: months }', '{ kind: month }')[0]).toContain('Did you mean “months”?')
    expect(toldAfter('kind: research\n    text', 'kind: reserch\n    text')[0]).toContain('Did you mean “research”?')
    expect(toldAfter('effectiveOn: 2015-07-01', 'effectiveOn: 2015-06-31')[0]).toContain('This date does not exist.')
    expect(toldAfter('exactly: 3, unit: months', 'exactly: 3, atMost: 4, unit: months')[0]).toContain('in one way')
  })

  it('says what is wrong with the text itself', () => {
    expect(toldAfter('kind: fellowship', 'kind: fellowship\nkind: residency')[0]).toContain('This key stands twice')
    expect(toldAfter('kind: fellowship', '\tkind: fellowship')).toHaveLength(1)
    expect(toldAfter('name: Mus', 'name: "Mus')[0]).toContain('not readable as YAML')
    expect(parseDefinition('')).toMatchObject({ ok: false, problems: [{ line: 1, column: 1 }] })
    expect(parseDefinition('- a\n- b').ok).toBe(false)
    expect(parseDefinition('a: 1\n---\nb: 2').ok).toBe(false)
  })

  it('refuses what is made to exhaust the reader', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let index = 0; index < 9; index++) {
      const [from, to] = [String.fromCharCode(97 + index), String.fromCharCode(98 + index)]
      bomb.push(`${to}: &${to} [${Array.from({ length: 9 }, () => `*${from}`).join(', ')}]`)
    }
    for (const text of [bomb.join('\n'), `a: ${'['.repeat(100_000)}`, `id: ${'x'.repeat(300_000)}`, 'a: *nobody']) {
      const result = parseDefinition(text)
      expect(result.ok).toBe(false)
      expect(!result.ok && result.problems[0]?.sentence).toMatch(/^[A-Z].*[.]$/)
    }
  })

  it('gives problems with a place for any text and never throws', () => {
    fc.assert(
      fc.property(fc.nat(source.length), fc.nat(40), fc.string({ maxLength: 30 }), (at, cut, text) => {
        const result = parseDefinition(source.slice(0, at) + text + source.slice(at + cut))
        if (result.ok) return
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { line, column, sentence } of result.problems) {
          expect(line).toBeGreaterThan(0)
          expect(column).toBeGreaterThan(0)
          expect(sentence).toMatch(/^\S.*[.?]$/su)
        }
      }),
      { numRuns: 60 },
    )
  })
})
