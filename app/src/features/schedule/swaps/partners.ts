import { type CallAssignment, type CallBook, type CallPerson, callsOf } from '../calls/index.ts'
import { callViewOf, cannotTake, fairnessWords, judge, pointsOf, sharesOf } from './book.ts'
import { changeOf } from './change.ts'
import type { Partner } from './contract.ts'

/** So many are offered: the fairest of those who may. */
const partnersShown = 10
const returnsEach = 3

export interface Wanted {
  readonly given: CallAssignment
  readonly fromAt: Date | null
  readonly now: Date
}

interface Candidate {
  readonly person: CallPerson
  /** How far above their fair share they would be. */
  readonly load: number
}

/** Those whom nothing about themselves keeps from a call, the least burdened first; the rules are asked one by one afterwards. */
function candidatesFor(book: CallBook, { given, fromAt }: Wanted): Candidate[] {
  const time = { startAt: fromAt ?? given.startAt, endAt: given.endAt }
  const shares = sharesOf(book, given.poolId)
  return [...book.facts.people.values()]
    .filter(({ id }) => id !== given.personId)
    .filter((person) => cannotTake(book, person, given, time, null) === null)
    .map((person) => {
      const share = shares.get(person.id)
      return { person, load: share === undefined ? 0 : share.points - share.fair }
    })
    .toSorted((a, b) => a.load - b.load || a.person.name.localeCompare(b.person.name, 'en'))
}

export interface Found {
  readonly partners: Partner[]
  readonly considered: number
}

/** Who may take the call as a gift: nothing that is published breaks a rule by it. */
export function takers(book: CallBook, wanted: Wanted): Found {
  const { given, fromAt } = wanted
  const candidates = candidatesFor(book, wanted)
  const shares = sharesOf(book, given.poolId)
  const part = partOf(given, fromAt)
  const partners: Partner[] = []
  for (const { person } of candidates) {
    if (partners.length === partnersShown) break
    const verdict = judge(book, changeOf({ given, fromAt, takerId: person.id, returned: null }))
    if (verdict.violations.length > 0) continue
    partners.push({
      personId: person.id,
      personName: person.name,
      returned: null,
      fairness: fairnessWords(shares.get(person.id), pointsOf(book.facts, given) * part),
      warnings: [...verdict.warnings],
    })
  }
  return { partners, considered: candidates.length }
}

const partOf = ({ startAt, endAt }: CallAssignment, fromAt: Date | null): number =>
  fromAt === null ? 1 : (endAt.getTime() - fromAt.getTime()) / (endAt.getTime() - startAt.getTime())

/** Who may take the call and give one of theirs: both stay legal, and what each carries stays close to what it was. */
export function exchanges(book: CallBook, wanted: Wanted): Found {
  const { given, now } = wanted
  const { facts, rows } = book
  const own = facts.people.get(given.personId)
  if (own === undefined) return { partners: [], considered: 0 }
  const pairs = [...facts.people.values()]
    .filter(({ id }) => id !== given.personId)
    .flatMap((person) => {
      const theirs = (callsOf(rows).get(person.id) ?? []).filter(
        (call) =>
          call.startAt > now && facts.poolById.has(call.poolId) && cannotTake(book, own, call, call, given.id) === null,
      )
      return theirs
        .filter((call) => cannotTake(book, person, given, given, call.id) === null)
        .map((returned) => ({ person, returned, distance: distance(book, given, returned) }))
        .toSorted((a, b) => a.distance - b.distance)
        .slice(0, returnsEach)
    })
    .toSorted((a, b) => a.distance - b.distance || a.person.name.localeCompare(b.person.name, 'en'))
  const partners: Partner[] = []
  const shares = sharesOf(book, given.poolId)
  for (const { person, returned } of pairs) {
    if (partners.length === partnersShown) break
    const verdict = judge(book, changeOf({ given, fromAt: null, takerId: person.id, returned }))
    if (verdict.violations.length > 0) continue
    const change = pointsOf(facts, given) - (returned.poolId === given.poolId ? pointsOf(facts, returned) : 0)
    partners.push({
      personId: person.id,
      personName: person.name,
      returned: callViewOf(book, returned),
      fairness: fairnessWords(shares.get(person.id), change),
      warnings: [...verdict.warnings],
    })
  }
  return { partners, considered: pairs.length }
}

const dayMilliseconds = 86_400_000

/** How different two calls are: the same pool, points alike and close in time is the easiest to agree to. */
function distance({ facts }: CallBook, given: CallAssignment, returned: CallAssignment): number {
  const days = Math.abs(given.startAt.getTime() - returned.startAt.getTime()) / dayMilliseconds
  const otherPool = given.poolId === returned.poolId ? 0 : 30
  return days + otherPool + 5 * Math.abs(pointsOf(facts, given) - pointsOf(facts, returned))
}
