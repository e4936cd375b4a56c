/** Random numbers that are the same on every machine: 32-bit integer arithmetic only. */
export interface Prng {
  /** A whole number from 0 to `limit` - 1; `limit` from 1 to 2^31. */
  below: (limit: number) => number
  /** 32 random bits as an unsigned integer. */
  bits: () => number
}

/** The numbers below `size` in an order of chance. */
export function shuffled(prng: Prng, size: number): number[] {
  const order = Array.from({ length: size }, (_, k) => k)
  shuffle(prng, order)
  return order
}

/** Brings them into another order, each one equally likely. */
export function shuffle(prng: Prng, order: number[] | Int32Array): void {
  for (let k = order.length - 1; k > 0; k--) {
    const other = prng.below(k + 1)
    const moved = order[k]!
    order[k] = order[other]!
    order[other] = moved
  }
}

/** Chris Doty-Humphrey's sfc32, seeded by 12 discarded rounds. */
export function createPrng(seed: number): Prng {
  let a = 0x9e3779b9 | 0
  let b = (seed / 0x100000000) | 0
  let c = seed | 0
  let counter = 1
  const bits = (): number => {
    const result = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + result
    c |= 0
    return result >>> 0
  }
  for (let round = 0; round < 12; round++) bits()
  return { bits, below: (limit) => Math.floor((bits() / 0x100000000) * limit) }
}
