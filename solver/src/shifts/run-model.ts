/** One person's shifts with those alike to the rules of succession put together, for planning over runs. */
import type { CompiledShifts } from './compile.ts'

export interface RunModel {
  /** Entries of each option: shifts of the same length that may stand in the same places. */
  entries: Int8Array[]
  /** Of each option, the kind it leaves behind: what may follow depends on the kind alone. */
  kind: Int32Array
  /** Of each option, the kinds it may follow. */
  after: Int32Array[]
  kinds: number
  /** States of days off: 1 day, 2 days … and as many as work may follow, or more. */
  offStates: number
  /** States in all: days off, then days worked in a row by kind. */
  states: number
}

export function buildRunModel(c: CompiledShifts, person: number): RunModel {
  const { width, follow, minutes, maxOfShift } = c
  const allowed: number[] = []
  for (let entry = 1; entry < width; entry++) if (maxOfShift[person * width + entry]! > 0) allowed.push(entry)
  const followers = (entry: number): string => allowed.map((other) => follow[entry * width + other]).join('')
  const predecessors = (entry: number): string => allowed.map((other) => follow[other * width + entry]).join('')
  const kindNames = [...new Set(allowed.map(followers))]
  const options = new Map<string, number[]>()
  for (const entry of allowed) {
    const name = `${followers(entry)}|${predecessors(entry)}|${minutes[entry]}`
    const alike = options.get(name)
    if (alike) alike.push(entry)
    else options.set(name, [entry])
  }
  const entries = Array.from(options.values(), (alike) => Int8Array.from(alike))
  const kindsBefore = (entry: number): number[] =>
    kindNames.flatMap((_, kind) =>
      allowed.some((other) => kindNames[kind] === followers(other) && follow[other * width + entry] === 1)
        ? [kind]
        : [],
    )
  const offStates = Math.max(1, c.minOff[person]!)
  return {
    entries,
    kind: Int32Array.from(entries, (alike) => kindNames.indexOf(followers(alike[0]!))),
    after: entries.map((alike) => Int32Array.from(kindsBefore(alike[0]!))),
    kinds: kindNames.length,
    offStates,
    states: offStates + c.maxWork[person]! * kindNames.length,
  }
}
