import { describe, expect, test } from 'vitest'
import { entryOf } from '../testing/hours/naive-entry.ts'
import { naiveEntries } from '../testing/hours/naive.ts'
import { randomHistory } from '../testing/hours/random-history.ts'
import { checkWorkHours } from './check.ts'

/** How many random histories to compare; `GRADUS_HISTORIES` asks for more. */
const HISTORIES = Number(process.env['GRADUS_HISTORIES'] ?? 100_000)

function disagreement(seed: number, slotMinutes: number) {
  const { trainee, settings } = randomHistory(seed, slotMinutes)
  const own = checkWorkHours(trainee, settings)
    .filter(({ ruleId }) => ruleId !== 'DAYOFF-AFTER-CALL')
    .map(entryOf)
    .sort()
  const other = naiveEntries(trainee, settings, slotMinutes).sort()
  return own.join('\n') === other.join('\n') ? null : { seed, own, other, trainee }
}

function firstDisagreement(count: number, slotMinutes: number, firstSeed: number) {
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const found = disagreement(seed, slotMinutes)
    if (found) return found
  }
  return null
}

/** Far above what it takes: a busy machine must not fail it. */
const TIMEOUT_MILLISECONDS = 600_000

describe(`two implementations that share no code agree on ${HISTORIES} random histories and more`, () => {
  test(
    'in hours',
    () => {
      expect(firstDisagreement(Math.ceil(HISTORIES * 0.8), 60, 1)).toBeNull()
    },
    TIMEOUT_MILLISECONDS,
  )

  test(
    'in half hours',
    () => {
      expect(firstDisagreement(Math.ceil(HISTORIES * 0.2), 30, 1_000_000)).toBeNull()
    },
    TIMEOUT_MILLISECONDS,
  )

  test(
    'in minutes',
    () => {
      expect(firstDisagreement(Math.ceil(HISTORIES / 1000), 1, 2_000_000)).toBeNull()
    },
    TIMEOUT_MILLISECONDS,
  )
})
