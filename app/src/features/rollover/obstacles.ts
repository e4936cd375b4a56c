import { dayOf, isoOf } from '@gradus/rules'
import { auditActions } from '../../contract/audit-actions.ts'
import type { Reads } from '../../platform/db/index.ts'
import { dayWords } from '../../platform/day-words.ts'
import { groupBy } from '../../platform/group-by.ts'
import { appointmentsOf, leavesBetween, peopleByIds } from '../people/index.ts'
import { publishedOf } from '../schedule/blocks/store.ts'
import { openRun, type Scenario, scenarioById } from '../schedule/scenarios/store.ts'
import { deadlinesOf } from '../schedule/scenarios/preferences/store.ts'
import { publishedCallOver } from './call-store.ts'
import { accountHolders, type ChangeRow, doneSince, draftedAfter, type RolloverRow, whoAskedForTime } from './store.ts'
import type { Written } from './written.ts'

type Of<Kind extends Written['kind']> = Extract<Written, { kind: Kind }>

const ofKind = <Kind extends Written['kind']>(changes: readonly ChangeRow[], kind: Kind): Of<Kind>[] =>
  changes.flatMap(({ written }) => (written.kind === kind ? [written as Of<Kind>] : []))

const anyTime = { startOn: '1900-01-01', endOn: '2400-12-31' }

/**
 * What stands in the way of taking each change back: something was built on it, or somebody changed the same row. By position; what is
 * not there may be taken back. A fixed number of queries but for the one draft.
 */
export async function obstaclesOf(
  db: Reads,
  rollover: RolloverRow,
  changes: readonly ChangeRow[],
): Promise<Map<number, string>> {
  const { institutionId, programId, startYear } = rollover
  const [ends, incoming] = [ofKind(changes, 'end'), ofKind(changes, 'incoming')]
  const personIds = [...ends, ...incoming].map(({ personId }) => personId)
  const appointmentIds = [...ends, ...incoming].map(({ appointmentId }) => appointmentId)
  const newcomers = incoming.filter(({ isNewPerson }) => isNewPerson).map(({ personId }) => personId)
  const drafts = new Map<string, string | null>()
  for (const { scenarioId } of ofKind(changes, 'draft'))
    drafts.set(scenarioId, await draftObstacle(db, institutionId, await scenarioById(db, institutionId, scenarioId)))
  const drafted = await draftedAfter(db, institutionId, appointmentIds, anyTime.startOn)
  const around: Around = {
    people: await peopleByIds(db, institutionId, personIds),
    appointments: new Map((await appointmentsOf(db, institutionId, personIds)).map((row) => [row.id, row])),
    published: groupBy(
      await publishedOf(db, institutionId, appointmentIds, null),
      ({ appointmentId }) => appointmentId,
    ),
    // A draft of the rollover's own goes with it, as long as nobody worked on it.
    drafted: groupBy(
      drafted.filter(({ scenarioId }) => !drafts.has(scenarioId) || drafts.get(scenarioId) !== null),
      ({ appointmentId }) => appointmentId,
    ),
    away: new Set((await leavesBetween(db, institutionId, newcomers, anyTime)).map(({ personId }) => personId)),
    asking: await whoAskedForTime(db, institutionId, newcomers),
    accounts: await accountHolders(db, institutionId, newcomers),
    since: await doneSince(db, institutionId, rollover.id, newcomers),
    calls: await publishedCallOver(
      db,
      institutionId,
      programId,
      ofKind(changes, 'holiday').map(({ onDay }) => onDay),
    ),
    drafts,
    wishesVersion: (await deadlinesOf(db, institutionId, [programId], startYear)).get(programId)?.version ?? 0,
  }
  return new Map(
    changes.flatMap(({ position, written }) => {
      const obstacle = obstacleOf(written, around)
      return obstacle === null ? [] : [[position, obstacle] as const]
    }),
  )
}

interface Around {
  readonly people: Awaited<ReturnType<typeof peopleByIds>>
  readonly appointments: ReadonlyMap<string, Awaited<ReturnType<typeof appointmentsOf>>[number]>
  readonly published: ReadonlyMap<string, Awaited<ReturnType<typeof publishedOf>>>
  readonly drafted: ReadonlyMap<string, Awaited<ReturnType<typeof draftedAfter>>>
  readonly away: ReadonlySet<string>
  readonly asking: ReadonlySet<string>
  readonly accounts: ReadonlySet<string>
  readonly since: Awaited<ReturnType<typeof doneSince>>
  /** Days of holidays on which call is published, with the name of its schedule. */
  readonly calls: ReadonlyMap<string, string>
  readonly drafts: ReadonlyMap<string, string | null>
  readonly wishesVersion: number
}

function obstacleOf(written: Written, around: Around): string | null {
  switch (written.kind) {
    case 'end':
      return endObstacle(written, around)
    case 'incoming':
      return incomingObstacle(written, around)
    case 'draft':
      return around.drafts.get(written.scenarioId) ?? null
    case 'wishes':
      return around.wishesVersion === written.version ? null : 'The last day for wishes was changed since.'
    case 'holiday': {
      const call = around.calls.get(written.onDay)
      return call === undefined ? null : `Call over ${dayWords(written.onDay)} is published in “${call}”.`
    }
  }
}

const nameOf = ({ people }: Around, personId: string): string => {
  const person = people.get(personId)
  return person === undefined ? 'The person' : `${person.givenName} ${person.familyName}`
}

function endObstacle({ personId, appointmentId, fromOn, toOn, version }: Of<'end'>, around: Around): string | null {
  const name = nameOf(around, personId)
  const now = around.appointments.get(appointmentId)
  if (now === undefined) return `The appointment of ${name} was put away since.`
  if (now.version !== version) return `The appointment of ${name} was changed since: it ends on ${dayWords(now.endOn)}.`
  if (fromOn < toOn) return builtAfter(name, appointmentId, fromOn, around)
  const later = [...around.appointments.values()].find(
    (other) =>
      other.personId === personId && other.id !== appointmentId && other.startOn <= fromOn && other.startOn > toOn,
  )
  return later === undefined ? null : `${name} has another appointment from ${dayWords(later.startOn)}.`
}

/** What stands on an appointment after a day, published or in a draft. */
function builtAfter(name: string, appointmentId: string, afterOn: string, around: Around): string | null {
  const published = (around.published.get(appointmentId) ?? []).filter(({ endOn }) => endOn > afterOn)
  const last = published.map(({ endOn }) => endOn).reduce((a, b) => (a > b ? a : b), '')
  if (last !== '') return `${name} is on the published schedule until ${dayWords(last)}.`
  const drafted = (around.drafted.get(appointmentId) ?? []).find(({ endOn }) => endOn > afterOn)
  return drafted === undefined ? null : `${name} is in the draft “${drafted.name}” until ${dayWords(drafted.endOn)}.`
}

function incomingObstacle({ personId, appointmentId, isNewPerson }: Of<'incoming'>, around: Around): string | null {
  const name = nameOf(around, personId)
  const now = around.appointments.get(appointmentId)
  if (now === undefined) return `The appointment of ${name} was put away since.`
  if (now.version !== 0) return `The appointment of ${name} was changed since.`
  const built = builtAfter(name, appointmentId, isoOf(dayOf(now.startOn) - 1), around)
  if (built !== null || !isNewPerson) return built
  const others = [...around.appointments.values()].some(
    (other) => other.personId === personId && other.id !== appointmentId,
  )
  if (others) return `${name} has another appointment by now.`
  if ((around.people.get(personId)?.version ?? 0) !== 0) return `The page of ${name} was changed since.`
  if (around.accounts.has(personId)) return `${name} has an account by now.`
  if (around.away.has(personId)) return `Leave is entered for ${name}.`
  if (around.asking.has(personId)) return `${name} has asked for time away.`
  const done = around.since.get(personId)
  return done === undefined ? null : `${done.actor} has done something about ${name} since: ${wordsOf(done.action)}.`
}

/** "entered a document" */
const wordsOf = (action: string): string => {
  const words = Object.entries(auditActions).find(([known]) => known === action)?.[1] ?? action
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

async function draftObstacle(db: Reads, institutionId: string, draft: Scenario | undefined): Promise<string | null> {
  if (draft === undefined) return 'The draft is no longer there.'
  if (draft.status === 'published') return `“${draft.name}” was published.`
  if (draft.status === 'archived') return `“${draft.name}” was put away since.`
  if ((await openRun(db, institutionId, draft.id)) !== undefined) return `The solver is working on “${draft.name}”.`
  return draft.version === 0 ? null : `Somebody worked on “${draft.name}” since.`
}
