/** An exact, non-negative amount of time in some unit, as a reduced fraction: three and a half weeks are 7/2. */
export type Amount = { readonly numerator: number; readonly denominator: number }

export const ZERO: Amount = { numerator: 0, denominator: 1 }

/** A half of the unit is the finest share curricula speak of, so whole shares are counted in ticks of which a unit has two. */
export const TICKS_PER_UNIT = 2

/** What an amount is rounded to when its exact fraction no longer fits a number: only calendars with a dozen coprime period lengths get there. */
const COARSE = 1_000_000n

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function reduce(numerator: bigint, denominator: bigint): Amount {
  let divisor = numerator
  for (let rest = denominator; rest !== 0n; ) [divisor, rest] = [rest, divisor % rest]
  const exact = { numerator: Number(numerator / divisor), denominator: Number(denominator / divisor) }
  if (Number.isSafeInteger(exact.numerator) && Number.isSafeInteger(exact.denominator)) return exact
  return reduce((numerator * COARSE + denominator / 2n) / denominator, COARSE)
}

/** The fraction `numerator / denominator` (integers; the denominator above 0), reduced. */
export function fraction(numerator: number, denominator: number): Amount {
  const divisor = greatestCommonDivisor(Math.abs(numerator), denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

/** A decimal amount, exact to the thousandth: 3.5 becomes 7/2. */
export function amountOf(value: number): Amount {
  return fraction(Math.round(value * 1000), 1000)
}

function combine(a: Amount, b: Amount, sign: 1 | -1): Amount {
  if (a.denominator === b.denominator) return fraction(a.numerator + sign * b.numerator, a.denominator)
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
  const denominator = a.denominator * b.denominator
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(denominator)) {
    return fraction(left + sign * right, denominator)
  }
  return reduce(
    BigInt(a.numerator) * BigInt(b.denominator) + BigInt(sign) * BigInt(b.numerator) * BigInt(a.denominator),
    BigInt(a.denominator) * BigInt(b.denominator),
  )
}

export function plus(a: Amount, b: Amount): Amount {
  return combine(a, b, 1)
}

/** `a` less `b`, never below zero: a shortfall. */
export function lessDownToZero(a: Amount, b: Amount): Amount {
  return compareAmounts(a, b) <= 0 ? ZERO : combine(a, b, -1)
}

/** The amount times a share given in percent (a whole number). */
export function atShare(amount: Amount, sharePercent: number): Amount {
  return sharePercent === 100
    ? amount
    : reduce(BigInt(amount.numerator) * BigInt(sharePercent), BigInt(amount.denominator) * 100n)
}

/** Negative when `a` is the smaller, zero when both are the same amount. Exact. */
export function compareAmounts(a: Amount, b: Amount): number {
  const left = a.numerator * b.denominator
  const right = b.numerator * a.denominator
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
  const difference = BigInt(a.numerator) * BigInt(b.denominator) - BigInt(b.numerator) * BigInt(a.denominator)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The nearest number; a whole or half amount comes out exact. */
export function toNumber(amount: Amount): number {
  return amount.numerator / amount.denominator
}

/** The amount in ticks, or null when it is not a whole number of half units. */
export function wholeTicks(amount: Amount): number | null {
  const ticks = (amount.numerator * TICKS_PER_UNIT) / amount.denominator
  return Number.isInteger(ticks) ? ticks : null
}

/**
 * Whether an amount passes a maximum. Amounts are stated to the half unit, so it does by half a unit or more: a start in the middle of
 * a week, or the eighth day of the year's last week, is no breach.
 */
export const passes = (amount: Amount, max: Amount): boolean =>
  compareAmounts(amount, plus(max, fraction(1, TICKS_PER_UNIT))) >= 0
