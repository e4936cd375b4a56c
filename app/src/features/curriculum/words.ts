import type { Amount, TimeUnit } from './definition/amount.ts'
import type { Definition } from './definition/definition.ts'
import type { Rotation } from './definition/rotation.ts'

/** `1 month`, `3.5 weeks` */
export const lengthWords = (amount: number, unit: TimeUnit): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`

/** `3 months`, `3 to 4 months`, `at least 20 weeks`, `8 weeks at PGY-2, 2 weeks at PGY-3` */
export const amountWords = ({ exactly, atLeast, atMost, byLevel, unit }: Amount): string => {
  if (exactly !== undefined) return lengthWords(exactly, unit)
  if (byLevel !== undefined) {
    const parts = Object.entries(byLevel).filter(([, amount]) => amount > 0)
    return parts.map(([level, amount]) => `${lengthWords(amount, unit)} at ${level}`).join(', ') || `no ${unit}`
  }
  if (atLeast !== undefined && atMost !== undefined) return `${atLeast} to ${lengthWords(atMost, unit)}`
  return atLeast === undefined ? `at most ${lengthWords(atMost ?? 0, unit)}` : `at least ${lengthWords(atLeast, unit)}`
}

export const calendarWords = (calendar: Definition['calendar']): string => {
  switch (calendar.kind) {
    case 'months':
      return '12 months'
    case 'blocks':
      return '13 four-week blocks'
    case 'weeks': {
      const weeks = (calendar.splitWeeks ?? []).map(({ week, levels }) =>
        levels ? `${week} (${levels.join(', ')})` : String(week),
      )
      return weeks.length === 0 ? '52 weeks' : `52 weeks, halves in week ${weeks.join(', ')}`
    }
    case 'custom':
      return calendar.periods.map(({ label, startOn }) => `${label} from ${startOn}`).join(', ')
  }
}

/** `1 to 2 weeks`, `at least 1 month`, `at most 4 weeks`, or nothing for bounds that say nothing. */
export const boundsWords = (
  min: number | undefined,
  max: number | undefined,
  noun: (count: number) => string,
): string => {
  if (min !== undefined && max !== undefined) return min === max ? noun(min) : `${min} to ${noun(max)}`
  if (min !== undefined) return `at least ${noun(min)}`
  return max === undefined ? 'no limit' : `at most ${noun(max)}`
}

export const traineesWords = (count: number): string => `${count} ${count === 1 ? 'trainee' : 'trainees'} at once`

/** What people call a rotation, also when its source leaves it unnamed. */
export const rotationName = (rotation: Pick<Rotation, 'name' | 'code'>): string =>
  rotation.name ?? `Unnamed rotation (${rotation.code})`

/** `a, b and c` */
export const listWords = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
