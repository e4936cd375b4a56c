import { logins, newVisitor } from './visitor.ts'

export interface OnCall {
  readonly name: string
  readonly email: string
  /** When their next call begins. */
  readonly nextAt: string
}

/** Trainees of the demo with a published call to come, the soonest first; not those whom other journeys are about. */
export async function onCallSoon(): Promise<readonly OnCall[]> {
  const chief = await newVisitor()
  await chief.signIn(logins.chief)
  const answer = await chief.page.request.get('/api/calls/repairs/people')
  const { people } = (await answer.json()) as { people: { personName: string; nextAt: string }[] }
  await chief.leave()
  const others = new Set<string>(Object.values(logins))
  return people
    .map(({ personName, nextAt }) => ({
      name: personName,
      email: `${personName.toLowerCase().replace(' ', '.')}@lakeview.example`,
      nextAt,
    }))
    .filter(({ email }) => !others.has(email))
    .toSorted((a, b) => (a.nextAt < b.nextAt ? -1 : 1))
}
