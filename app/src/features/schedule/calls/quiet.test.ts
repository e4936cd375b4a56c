import { expect, test } from 'vitest'
import { restUntil } from './quiet.ts'

const chicago = { timeZone: 'America/Chicago', atHome: false }
const at = (text: string) => new Date(text)
/** 19:00 to 07:00 in Chicago. */
const night = { ...chicago, startAt: at('2026-11-18T01:00:00Z'), endAt: at('2026-11-18T13:00:00Z') }
/** 07:00 to 07:00. */
const dayAndNight = { ...chicago, startAt: at('2026-11-17T13:00:00Z'), endAt: at('2026-11-18T13:00:00Z') }

test('the rest after a night lasts eight hours, after a day and a night fourteen', () => {
  expect(restUntil(night, at('2026-11-18T14:00:00Z'))).toEqual(at('2026-11-18T21:00:00Z'))
  expect(restUntil(dayAndNight, at('2026-11-18T14:00:00Z'))).toEqual(at('2026-11-19T03:00:00Z'))
  expect(restUntil(night, at('2026-11-18T21:00:00Z'))).toBeNull()
})

test('nobody rests before the night is over, after a day, or after call from home', () => {
  expect(restUntil(night, at('2026-11-18T12:59:00Z'))).toBeNull()
  const evening = { ...chicago, startAt: at('2026-11-17T22:00:00Z'), endAt: at('2026-11-18T04:00:00Z') }
  expect(restUntil(evening, at('2026-11-18T05:00:00Z'))).toBeNull()
  expect(restUntil({ ...night, atHome: true }, at('2026-11-18T14:00:00Z'))).toBeNull()
})
