import { expect, test } from 'vitest'
import { callTitle, instantOf, localOf } from './words.ts'

test('a time on the clocks of a place is an instant and back, also around a change of the clocks', () => {
  const zone = 'America/Chicago'
  for (const local of [
    '2026-11-18T20:00',
    '2026-11-01T00:30',
    '2026-11-01T08:00',
    '2027-03-14T08:00',
    '2027-03-13T23:00',
  ]) {
    const at = instantOf(local, zone)
    expect(at === null ? null : localOf(at, zone)).toBe(local)
  }
  expect(instantOf('2026-11-18T20:00', zone)).toBe('2026-11-19T02:00:00.000Z')
  expect(instantOf('', zone)).toBeNull()
})

test('a call is not called by its name twice', () => {
  const call = { assignmentId: '', poolCode: '', tint: 0, onDay: '', startAt: '', endAt: '', timeZone: '' }
  expect(callTitle({ ...call, shiftName: 'Overnight', poolName: 'Overnight call' })).toBe('Overnight call')
  expect(callTitle({ ...call, shiftName: 'Night', poolName: 'Backup' })).toBe('Night, Backup')
})
