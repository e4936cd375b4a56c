import { useEffect, useState } from 'react'
import type { Mark } from '../../../blocks/web/grid/grid-editing.ts'
import type { Light } from './drag.ts'

/** Part of a frame that judging may take; the rest is for drawing. */
const budgetMilliseconds = 7

const none: ReadonlyMap<number, readonly Mark[]> = new Map()

/**
 * The lights of a generator as marks on the grid, a little more in every frame. `key` names what is judged: while it stays the same, so do
 * the lights; null puts them out.
 */
export function useLights(
  key: string | null,
  make: () => Generator<Light> | null,
): ReadonlyMap<number, readonly Mark[]> {
  const [lit, setLit] = useState<{ key: string | null; marks: ReadonlyMap<number, readonly Mark[]> }>({
    key: null,
    marks: none,
  })
  useEffect(() => {
    const lights = key === null ? null : make()
    if (lights === null) return
    const marks = new Map<number, Mark[]>()
    let frame = requestAnimationFrame(function work() {
      const until = performance.now() + budgetMilliseconds
      let next = lights.next()
      for (; !next.done; next = lights.next()) {
        const { person, startDay, endDay, isLegal } = next.value
        const mark: Mark = { startDay, endDay, kind: isLegal ? 'legal' : 'illegal' }
        marks.set(person, [...(marks.get(person) ?? []), mark])
        if (performance.now() > until) break
      }
      setLit({ key, marks: new Map(marks) })
      if (!next.done) frame = requestAnimationFrame(work)
    })
    return () => cancelAnimationFrame(frame)
    // What is judged is named by the key.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return lit.key === key && key !== null ? lit.marks : none
}
