import { describe, expect, it } from 'vitest'
import { nextSort, sortRows } from './sort-rows.ts'

describe('sorting rows', () => {
  it('sorts texts as people do, and leaves blanks last both ways', () => {
    const rows = ['PGY-10', null, 'PGY-2']
    expect(sortRows(rows, (row) => row, 'asc')).toEqual(['PGY-2', 'PGY-10', null])
    expect(sortRows(rows, (row) => row, 'desc')).toEqual(['PGY-10', 'PGY-2', null])
    expect(rows).toEqual(['PGY-10', null, 'PGY-2'])
  })

  it('sorts numbers by size and keeps equal rows in their order', () => {
    const rows = [
      { name: 'a', weeks: 10 },
      { name: 'b', weeks: 9 },
      { name: 'c', weeks: 10 },
    ]
    expect(sortRows(rows, (row) => row.weeks, 'asc').map((row) => row.name)).toEqual(['b', 'a', 'c'])
  })

  it('turns round when the same header is chosen again', () => {
    expect(nextSort(null, 'name')).toEqual({ key: 'name', order: 'asc' })
    expect(nextSort({ key: 'name', order: 'asc' }, 'name').order).toBe('desc')
    expect(nextSort({ key: 'name', order: 'desc' }, 'level')).toEqual({ key: 'level', order: 'asc' })
  })
})
