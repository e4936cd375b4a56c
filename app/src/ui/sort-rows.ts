export interface Sort {
  readonly key: string
  readonly order: 'asc' | 'desc'
}

/** A header chosen again turns the order round. */
export const nextSort = (sort: Sort | null, key: string): Sort => ({
  key,
  order: sort?.key === key && sort.order === 'asc' ? 'desc' : 'asc',
})

const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

/** A sorted copy: numbers by size, texts as people sort them ("PGY-2" before "PGY-10"), blanks last in either order. */
export function sortRows<Row>(
  rows: readonly Row[],
  by: (row: Row) => string | number | null,
  order: Sort['order'],
): readonly Row[] {
  const sign = order === 'asc' ? 1 : -1
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    if (typeof x === 'number' && typeof y === 'number') return sign * (x - y)
    return sign * compare(String(x), String(y))
  })
}
