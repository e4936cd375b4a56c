/**
 * Limits of disciplines per hospital inside the plan program: for each counted hospital, the placements elsewhere so far,
 * up to the number that must be elsewhere in the end. A tally is all those counts in one number.
 */
export interface Tally {
  /** The counted hospitals. */
  counted: number[]
  /** Number of tallies; the last one (`count - 1`) meets every limit. */
  count: number
  /** Tally after a placement at hospital h, at h × count + tally. */
  next: Uint16Array
}

/** `elsewhere`: placements that must not be at a counted hospital. */
export function createTally(counted: number[], elsewhere: number, hospitals: number): Tally {
  const base = elsewhere + 1
  const count = base ** counted.length
  const next = new Uint16Array(hospitals * count)
  for (let h = 0; h < hospitals; h++) {
    for (let tally = 0; tally < count; tally++) {
      let after = 0
      for (const [position, hospital] of counted.entries()) {
        const stride = base ** position
        const digit = Math.floor(tally / stride) % base
        after += stride * (hospital === h ? digit : Math.min(elsewhere, digit + 1))
      }
      next[h * count + tally] = after
    }
  }
  return { counted, count, next }
}
