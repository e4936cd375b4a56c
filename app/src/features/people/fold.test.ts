import { expect, it } from 'vitest'
import { folded, searchWords } from './fold.ts'

it('reads names without accents and letters of other alphabets as people type them', () => {
  expect(folded('José Łukasz Ångström Søren')).toBe('jose lukasz angstrom soren')
  expect(folded('Müller-Weiß Æsa Þór')).toBe('muller-weiss aesa thor')
  expect(searchWords('  Ñandú  ÉL ')).toEqual(['nandu', 'el'])
  expect(searchWords(' ')).toEqual([])
})
