import type { Cursor } from '../../../blocks/web/grid/cursor.ts'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'

/** Where a name, a code or the name of a rotation stands, line by line and from left to right. What is a code is looked for as one. */
export function findPlaces(people: readonly PersonLine[], typed: string): Cursor[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return []
  const isCode = people.some(({ bars }) => bars.some(({ rotation }) => rotation?.code.toLowerCase() === text))
  return people.flatMap((line) => {
    const isName = !isCode && line.row.personName.toLowerCase().includes(text)
    const bars = line.bars.filter(({ rotation }) =>
      isCode ? rotation?.code.toLowerCase() === text : rotation?.name.toLowerCase().includes(text),
    )
    const days = isName ? [line.span.startDay] : bars.map(({ startDay }) => Math.max(startDay, line.span.startDay))
    return days.map((day) => ({ person: line.index, day }))
  })
}
