import { dayOf, listOf } from '@gradus/rules'
import { createHash } from 'node:crypto'
import type { Problem } from '../../contract/app-error.ts'
import { dayWords } from '../../platform/day-words.ts'
import { appointmentProblems, type PlannedAppointment } from '../people/index.ts'
import type { IncomingPerson, PersonDecision, YearDecision } from './decisions.ts'
import { within } from './holidays.ts'
import type { Place } from './places.ts'
import type { Newcomers, Situation } from './situation.ts'
import { holidayOffers } from './year.ts'

/** One thing that is to be written, in words and as data. */
export type Planned = { readonly sentence: string } & (
  | { readonly kind: 'end'; readonly place: Place; readonly toOn: string }
  | {
      readonly kind: 'incoming'
      readonly entry: Entry
      readonly planned: PlannedAppointment
      /** Whom the institution knows already by this e-mail. */
      readonly personId: string | null
    }
  | { readonly kind: 'draft'; readonly draft: YearDecision['draft'] }
  | { readonly kind: 'wishes'; readonly toOn: string; readonly fromOn: string | null; readonly version: number }
  | { readonly kind: 'holiday'; readonly name: string; readonly onDay: string; readonly points: number }
)

export interface Entry extends IncomingPerson {
  readonly id: string
}

export interface Decided {
  /** By appointment; those left out go by what is usual. */
  readonly people: ReadonlyMap<string, PersonDecision>
  readonly incoming: readonly Entry[]
  readonly year: YearDecision
}

export interface Plan {
  readonly changes: readonly Planned[]
  /** What must be put right before anything is written; `path` is the key of the decision. */
  readonly problems: readonly Problem[]
  /** Who is left as they are because nobody has decided. */
  readonly undecided: readonly string[]
  /** The same while it is to write the same. */
  readonly fingerprint: string
}

/** Exactly what would be written, and what stands in the way. */
export function planOf(situation: Situation, places: readonly Place[], decided: Decided, known: Newcomers): Plan {
  const problems: Problem[] = []
  const changes = [
    ...places.flatMap((place) =>
      endOf(situation, place, decided.people.get(place.appointmentId) ?? place.usual, problems),
    ),
    ...decided.incoming.flatMap((entry) => comes(situation, entry, decided.incoming, known, problems)),
    ...yearChanges(situation, decided.year, problems),
  ]
  const undecided = places.filter(
    (place) => (decided.people.get(place.appointmentId) ?? place.usual).choice === 'undecided',
  )
  return {
    changes,
    problems,
    undecided: undecided.map(({ personName }) => personName),
    fingerprint: createHash('sha256')
      .update(JSON.stringify(changes.map(seen)))
      .digest('hex')
      .slice(0, 32),
  }
}

/** What a person has read of a change: its sentence, and the row it was about. */
const seen = (change: Planned) => [change.sentence, change.kind === 'end' ? change.place.version : null]

export const personKey = (appointmentId: string): string => `person:${appointmentId}`
export const incomingKey = (entryId: string): string => `incoming:${entryId}`
export const yearKey = 'year'

function endOf(situation: Situation, place: Place, decision: PersonDecision, problems: Problem[]): Planned[] {
  const { personName, publishedUntil, endOn } = place
  const toOn =
    decision.choice === 'end' ? decision.endOn : decision.choice === 'extend' ? (place.reckonedOn ?? endOn) : endOn
  if (toOn === endOn) return []
  const path = personKey(place.appointmentId)
  for (const { sentence } of soundness(situation, place, toOn))
    problems.push({ path, sentence: `${personName}: ${sentence}` })
  if (toOn < endOn && publishedUntil !== null && publishedUntil > toOn)
    problems.push({
      path,
      sentence: `${personName} is on the published schedule until ${dayWords(publishedUntil)}, so they cannot end on ${dayWords(toOn)}. Amend the schedule first, or choose a later day.`,
    })
  const sentence = `${personName} ends on ${dayWords(toOn)} instead of ${dayWords(endOn)}.`
  return [{ kind: 'end', place, toOn, sentence }]
}

/** What the judge of appointments says of a moved end, beside everything else that the person holds. */
function soundness(situation: Situation, { appointmentId, personId }: Place, endOn: string): Problem[] {
  const all = situation.appointments.get(personId) ?? []
  const own = all.find(({ id }) => id === appointmentId)
  if (own === undefined) return []
  return appointmentProblems(
    { ...own, endOn },
    {
      programName: situation.program.name,
      curriculum: situation.curricula.get(appointmentId),
      others: named(
        situation,
        all.filter((other) => other !== own),
      ),
    },
  )
}

const named = <T extends { readonly programId: string }>({ programNames }: Situation, held: readonly T[]) =>
  held.map((each) => ({ ...each, programName: programNames.get(each.programId) ?? 'another program' }))

const nameOf = ({ givenName, familyName }: IncomingPerson): string => `${givenName} ${familyName}`

function comes(
  situation: Situation,
  entry: Entry,
  all: readonly Entry[],
  { byEmail, curricula }: Newcomers,
  problems: Problem[],
): Planned[] {
  const { program, next } = situation
  const path = incomingKey(entry.id)
  const known = entry.email === null ? undefined : byEmail.get(entry.email)
  const planned: PlannedAppointment = {
    programId: program.id,
    startOn: entry.startOn,
    endOn: entry.endOn,
    entryLevel: entry.level,
    ftePercent: entry.ftePercent,
    priorTraining: [],
    curriculumEffectiveOn: null,
  }
  const others = named(situation, known?.appointments ?? [])
  const found = appointmentProblems(planned, { programName: program.name, curriculum: curricula.get(entry.id), others })
  const refuse = (sentence: string) => void problems.push({ path, sentence: `${nameOf(entry)}: ${sentence}` })
  for (const { sentence } of found) refuse(sentence)
  if (entry.startOn <= entry.endOn && !within(dayOf(entry.startOn), next))
    refuse(`They begin on ${dayWords(entry.startOn)}, which is not in ${next.label}.`)
  const same = all.filter(({ email }) => email !== null && email === entry.email)
  if (same.length > 1 && same[0] !== entry) refuse(`${entry.email} stands in the list more than once.`)
  if (known?.archivedAt)
    refuse(`${known.givenName} ${known.familyName} has this e-mail and was put away; bring them back first.`)
  const appointed = `appointed at ${entry.level}${entry.ftePercent < 100 ? `, ${entry.ftePercent} % of full time,` : ''} from ${dayWords(entry.startOn)} to ${dayWords(entry.endOn)}`
  const sentence =
    known === undefined
      ? `${nameOf(entry)} is entered as a new person and ${appointed}.`
      : `${known.givenName} ${known.familyName}, whom the institution knows by this e-mail, is ${appointed}.`
  return [{ kind: 'incoming', entry, planned, personId: known?.id ?? null, sentence }]
}

function yearChanges(situation: Situation, year: YearDecision, problems: Problem[]): Planned[] {
  const { next, deadline, program, today } = situation
  const changes: Planned[] = []
  if (year.draft.make) {
    const from = situation.drafts.find(({ id }) => id === year.draft.from)
    if (year.draft.from !== 'record' && year.draft.from !== 'empty' && from === undefined)
      problems.push({
        path: yearKey,
        sentence: 'The draft to begin with is no longer there. Choose another beginning.',
      })
    const begins =
      from !== undefined
        ? `with what “${from.name}” has of ${program.shortName}`
        : year.draft.from === 'record'
          ? 'with what is published of the year already, pinned'
          : 'empty'
    changes.push({
      kind: 'draft',
      draft: year.draft,
      sentence: `A draft “${year.draft.name}” of ${next.label} begins, ${begins}.`,
    })
  }
  const now = deadline?.dueOn ?? null
  if (year.wishesUntil !== null && year.wishesUntil !== now) {
    if (dayOf(year.wishesUntil) < today)
      problems.push({
        path: yearKey,
        sentence: `${dayWords(year.wishesUntil)} is over; choose a later last day for wishes.`,
      })
    const instead = now === null ? '' : ` instead of ${dayWords(now)}`
    const sentence = `Trainees may say what they would like in ${next.label} until ${dayWords(year.wishesUntil)}${instead}; those who have not answered are told.`
    changes.push({ kind: 'wishes', toOn: year.wishesUntil, fromOn: now, version: deadline?.version ?? 0, sentence })
  }
  return [...changes, ...holidayChanges(situation, year, problems)]
}

function holidayChanges(situation: Situation, year: YearDecision, problems: Problem[]): Planned[] {
  const { next, holidays } = situation
  const offers = new Map(holidayOffers(situation).map((offer) => [offer.fromId, offer]))
  const there = new Map(holidays.map(({ onDay, name }) => [onDay, [name]]))
  return year.holidays.flatMap(({ fromId, onDay, take }): Planned[] => {
    const offer = offers.get(fromId)
    if (!take || offer === undefined) return []
    if (!within(dayOf(onDay), next))
      problems.push({ path: yearKey, sentence: `${offer.name} on ${dayWords(onDay)} is not in ${next.label}.` })
    const same = there.get(onDay)
    if (same !== undefined)
      problems.push({
        path: yearKey,
        sentence: `${dayWords(onDay)} would be ${listOf([...same, offer.name])}; a day is one holiday.`,
      })
    there.set(onDay, [...(same ?? []), offer.name])
    const { name, points } = offer
    return [
      { kind: 'holiday', name, onDay, points, sentence: `${name} is a holiday of the program on ${dayWords(onDay)}.` },
    ]
  })
}
