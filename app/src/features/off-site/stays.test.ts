import { array, assert, integer, nat, property, record } from 'fast-check'
import { expect, it } from 'vitest'
import { isoOf } from '@gradus/rules'
import { agreementOf } from './agreement.ts'
import { type KeptStay, matchStays, type PlannedStay } from './stays.ts'

const stay = (startOn: string, endOn: string, more: Partial<PlannedStay> = {}): PlannedStay => ({
  appointmentId: 'a',
  rotationId: 'county',
  startOn,
  endOn,
  ...more,
})
const kept = (id: string, startOn: string, endOn: string, more: Partial<PlannedStay> = {}): KeptStay => ({
  id,
  ...stay(startOn, endOn, more),
})

it('knows a stay again by its days, else by the nearest one of the same rotation', () => {
  const found = matchStays(
    [kept('same', '2027-01-01', '2027-01-31'), kept('moved', '2027-03-01', '2027-03-31')],
    [stay('2027-01-01', '2027-01-31'), stay('2027-04-01', '2027-04-30'), stay('2027-06-01', '2027-06-30')],
  )
  expect(found.map(({ kept: own, planned, state }) => [own?.id ?? null, planned?.startOn ?? null, state])).toEqual([
    ['same', '2027-01-01', 'planned'],
    ['moved', '2027-04-01', 'moved'],
    [null, '2027-06-01', 'planned'],
  ])
})

it('says that a stay is dropped when its rotation, or its person, is elsewhere', () => {
  const planned = [
    stay('2027-01-01', '2027-01-31', { rotationId: 'course' }),
    stay('2027-01-01', '2027-01-31', { appointmentId: 'b' }),
  ]
  expect(matchStays([kept('one', '2027-01-01', '2027-01-31')], planned)[0]).toMatchObject({
    state: 'dropped',
    planned: null,
  })
})

const anyStay = record({
  appointment: integer({ min: 0, max: 1 }),
  rotation: integer({ min: 0, max: 1 }),
  day: nat(200),
}).map(({ appointment, rotation, day }) =>
  stay(isoOf(20_600 + day), isoOf(20_606 + day), {
    appointmentId: String(appointment),
    rotationId: String(rotation),
  }),
)

it('gives every kept and every planned stay exactly once, and never another person’s or rotation’s', () => {
  assert(
    property(array(anyStay, { maxLength: 6 }), array(anyStay, { maxLength: 6 }), (before, planned) => {
      const own = before.map((each, index) => ({ ...each, id: String(index) }))
      const found = matchStays(own, planned)
      expect(found.flatMap((each) => each.kept ?? [])).toEqual(own)
      expect(new Set(found.flatMap((each) => each.planned ?? [])).size).toBe(new Set(planned).size)
      for (const { kept: a, planned: b, state } of found) {
        if (a === null || b === null) continue
        expect([a.appointmentId, a.rotationId]).toEqual([b.appointmentId, b.rotationId])
        expect(state).toBe(a.startOn === b.startOn && a.endOn === b.endOn ? 'planned' : 'moved')
      }
      const exact = own.filter((a) =>
        planned.some((b) => JSON.stringify({ ...a, id: undefined }) === JSON.stringify(b)),
      )
      for (const each of exact.filter(
        (a) =>
          own.filter(
            (b) => b.startOn === a.startOn && b.appointmentId === a.appointmentId && b.rotationId === a.rotationId,
          ).length === 1,
      ))
        expect(found.find((match) => match.kept === each)?.state).toBe('planned')
    }),
  )
})

it('tells whether an agreement covers the days', () => {
  const days = { startOn: '2027-01-01', endOn: '2027-01-31' }
  const state = (agreement: Parameters<typeof agreementOf>[0]['agreement']) =>
    agreementOf({ name: 'County', agreement }, days).state
  expect(state(undefined)).toBe('not-required')
  expect(state({ required: false })).toBe('not-required')
  expect(state({ required: true })).toBe('missing')
  expect(state({ required: true, startOn: '2027-01-02' })).toBe('missing')
  expect(state({ required: true, startOn: '2025-01-01' })).toBe('in-force')
  expect(state({ required: true, startOn: '2025-01-01', endOn: '2027-01-30' })).toBe('ends-before')
  expect(state({ required: true, startOn: '2025-01-01', endOn: '2027-01-31' })).toBe('in-force')
})
