import { expect, it } from 'vitest'
import { afterKey, moveTo, nobody, type Selection, toggle, toggleAll } from './selection.ts'

const ids = ['a', 'b', 'c', 'd', 'e']
const press = (selection: Selection, ...keys: string[]) =>
  keys.reduce((now, key) => {
    const parts = key.split('+')
    const event = {
      key: parts.at(-1) ?? '',
      shiftKey: parts.includes('Shift'),
      ctrlKey: parts.includes('Ctrl'),
      metaKey: false,
    }
    return afterKey(now, ids, event, 3) ?? now
  }, selection)
const chosen = (selection: Selection) => [...selection.ids].sort().join('')

it('moves within the list, by line, page and end', () => {
  expect(press(nobody, 'ArrowUp').cursor).toBe(0)
  expect(press(nobody, 'ArrowDown', 'PageDown').cursor).toBe(4)
  expect(press(nobody, 'End', 'ArrowDown', 'ArrowUp').cursor).toBe(3)
  expect(afterKey(nobody, ids, { key: 'x', shiftKey: false, ctrlKey: false, metaKey: false }, 3)).toBeNull()
})

it('chooses with space, ranges with shift, and shrinks a range again', () => {
  const first = press(nobody, ' ', 'ArrowDown', 'ArrowDown')
  expect(chosen(first)).toBe('a')
  const range = press(first, 'Shift+ArrowDown', 'Shift+ArrowDown')
  expect(chosen(range)).toBe('acde')
  expect(chosen(press(range, 'Shift+ArrowUp'))).toBe('acd')
  expect(chosen(press(range, ' '))).toBe('acd')
  expect(chosen(moveTo(toggle(nobody, ids, 3), ids, 1, true))).toBe('bcd')
})

it('chooses all that is shown, and clears', () => {
  expect(chosen(press(nobody, 'Ctrl+a'))).toBe('abcde')
  expect(chosen(press(nobody, 'Ctrl+a', 'Ctrl+a'))).toBe('')
  expect(chosen(toggleAll({ ...nobody, ids: new Set(['z']) }, ['a', 'b']))).toBe('abz')
  expect(chosen(press(nobody, ' ', 'Escape'))).toBe('')
})
