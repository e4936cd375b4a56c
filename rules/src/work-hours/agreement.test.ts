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

describe('two implementations that share no code agree', () => {
  test(`on ${HISTORIES} random histories in half hours`, () => {
    expect(firstDisagreement(HISTORIES, 30, 1)).toBeNull()
  })

  test('on random histories in minutes', () => {
    expect(firstDisagreement(Math.ceil(HISTORIES / 1000), 1, 1_000_000)).toBeNull()
  })
})
