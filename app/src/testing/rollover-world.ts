import * as people from '../features/people/contract.ts'
import * as rollover from '../features/rollover/contract.ts'
import type { TestApp } from './app.ts'
import type { WorldKey } from './world.ts'

/** Somebody who comes in 2027-28, as a list would have them. */
export const newcomer = (givenName: string, over: Partial<rollover.IncomingPerson> = {}): rollover.IncomingPerson => ({
  givenName,
  familyName: 'Newcomer',
  email: `${givenName.toLowerCase()}.newcomer@example.org`,
  level: 'PGY-6',
  startOn: '2027-07-01',
  endOn: '2028-06-30',
  ftePercent: 100,
  ...over,
})

/** The first program's way from 2026-27 into 2027-28, as its coordinator and its director go it. */
export function rolloverOf(app: TestApp) {
  const named = new Map<string, { readonly personId: string; readonly appointmentId: string }>()

  const enter = async (
    givenName: string,
    over: Partial<{ startOn: string; endOn: string; ftePercent: number; programId: string }> = {},
  ) => {
    const { answer } = await app.call(people.createPerson, 'administrator', {
      body: {
        givenName,
        familyName: 'Example',
        email: `${givenName.toLowerCase()}@example.org`,
        staffNumber: null,
        appointment: {
          programId: app.world.programId,
          startOn: '2026-07-01',
          endOn: '2027-06-30',
          entryLevel: 'PGY-6',
          ftePercent: 100,
          priorTraining: [],
          curriculumEffectiveOn: null,
          ...over,
        },
      },
    })
    const person = await app.call(people.getPerson, 'administrator', { params: { personId: answer.id } })
    named.set(givenName, { personId: answer.id, appointmentId: person.answer.appointments[0]!.id })
    return answer.id
  }
  const paramsOf = (startYear = '2027') => ({ programId: app.world.programId, startYear })
  const look = async (as: WorldKey = 'coordinator') =>
    (await app.call(rollover.getRollover, as, { params: paramsOf() })).answer
  const placeOf = async (givenName: string) =>
    (await look()).people.find(({ appointmentId }) => appointmentId === named.get(givenName)!.appointmentId)!
  const endOf = async (givenName: string) =>
    (await app.call(people.getPerson, 'coordinator', { params: { personId: named.get(givenName)!.personId } })).answer
      .appointments[0]!
  const decide = (
    givenName: string,
    decision: rollover.PersonDecision,
    expectedVersion = 0,
    as: WorldKey = 'coordinator',
  ) =>
    app.call(rollover.decidePeople, as, {
      params: paramsOf(),
      body: { decisions: [{ appointmentId: named.get(givenName)!.appointmentId, expectedVersion, decision }] },
    })
  const add = (...entries: rollover.IncomingPerson[]) =>
    app.call(rollover.putIncoming, 'director', {
      params: paramsOf(),
      body: { entries: entries.map((entry) => ({ expectedVersion: 0, entry })) },
    })
  const apply = async (as: WorldKey = 'coordinator') => {
    const { version: expectedVersion, plan } = await look()
    return app.call(rollover.applyRollover, as, {
      params: paramsOf(),
      body: { expectedVersion, fingerprint: plan?.fingerprint ?? '' },
    })
  }

  return { named, enter, paramsOf, look, placeOf, endOf, decide, add, apply }
}
