import { type Day, workHourChecker, type WindowHours, type WorkHourChecker, type WorkHourFinding } from '@gradus/rules'
import { createHash } from 'node:crypto'
import type { Reads } from '../../platform/db/index.ts'
import { remembering } from '../schedule/remember.ts'
import { type HourFacts, keptSince, loadHours, type Person, type WantedHours } from './facts.ts'
import { rulesSettings } from './settings.ts'
import { hourChangesAfter } from './store.ts'

export const checkerOf = ({ hours, settings }: Person): WorkHourChecker =>
  workHourChecker(hours, rulesSettings(settings.settings))

export interface Judged {
  readonly findings: readonly WorkHourFinding[]
  readonly windows: readonly WindowHours[]
}

/** Windows that are over and were logged from their first day: only these have an average that means something. */
export const wholeWindows = (windows: readonly WindowHours[], person: Person, today: Day): WindowHours[] => {
  const since = keptSince(person.settings.settings, today)
  return windows.filter(({ startOn, endOn }) => since <= startOn && endOn < today)
}

/** A year of hours of everybody in a large institution is remembered, so that one trainee's entry has one trainee checked again. */
const remembered = remembering<Judged>(4_000)

/** Windows from before hours were kept are left out: without a log nothing can be said of them. */
function judge(person: Person, today: Day): Judged {
  const { findings, windows } = judgeAll(person)
  const since = keptSince(person.settings.settings, today)
  return { findings, windows: windows.filter(({ endOn, minutes }) => endOn >= since || minutes > 0) }
}

/** The settings of a version are one object, which stands for them. */
const settingsKeys = new WeakMap<object, number>()
let settingsKnown = 0
function settingsKey(settings: object): number {
  const known = settingsKeys.get(settings) ?? (settingsKnown += 1)
  settingsKeys.set(settings, known)
  return known
}

/** What a judgement follows from. A version of an entry never changes, so it stands for its times. */
function keyOf({ hours, entries, drafts, settings }: Person): string {
  const { periods: _periods, zone: _zone, ...rest } = hours
  const hash = createHash('sha1')
    .update(JSON.stringify(rest))
    .update(` ${settingsKey(settings.settings)} `)
  hash.update(entries.map(({ id, version }) => id + version).join(' '))
  hash.update(drafts.map(({ key, startAt, endAt, kind }) => `${key} ${startAt} ${endAt} ${kind}`).join(','))
  return hash.digest('base64')
}

function judgeAll(person: Person): Judged {
  return remembered(keyOf(person), () => {
    const { findings, windows } = checkerOf(person)
    return { findings, windows }
  })
}

export interface JudgedHours extends HourFacts {
  readonly judged: ReadonlyMap<string, Judged>
}

interface Kept {
  seq: number
  value: Promise<JudgedHours>
}
const kept = new Map<string, Kept>()
const keptAtMost = 40

/**
 * Hours with what the rules say of them. Loaded and checked again only when something has changed since, whichever server changed it;
 * where only some people have logged, only theirs.
 */
export async function judgedHours(db: Reads, wanted: WantedHours): Promise<JudgedHours> {
  const { institutionId, range, draftThroughOn, whose, now } = wanted
  const key = JSON.stringify([institutionId, range, draftThroughOn, whose, now.toISOString().slice(0, 13)])
  const known = kept.get(key)
  const { seq, everything, personIds } = await hourChangesAfter(db, institutionId, known?.seq ?? null)
  const entry = known === undefined || everything ? { seq, value: load(db, wanted) } : known
  if (entry === known && seq > known.seq && personIds.length > 0)
    entry.value = known.value.then((before) => renewed(db, wanted, before, personIds))
  entry.seq = Math.max(entry.seq, seq)
  kept.delete(key)
  kept.set(key, entry)
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '')
  try {
    return await entry.value
  } catch (error) {
    if (kept.get(key) === entry) kept.delete(key)
    throw error
  }
}

async function load(db: Reads, wanted: WantedHours): Promise<JudgedHours> {
  const facts = await loadHours(db, wanted)
  return { ...facts, judged: new Map(facts.people.map((person) => [person.personId, judge(person, facts.today)])) }
}

/** The same hours, with those of some people as they are now. */
async function renewed(
  db: Reads,
  wanted: WantedHours,
  before: JudgedHours,
  changed: readonly string[],
): Promise<JudgedHours> {
  const shown = new Set(before.people.map(({ personId }) => personId))
  const personIds = changed.filter((personId) => shown.has(personId))
  if (personIds.length === 0) return before
  const some = await load(db, { ...wanted, whose: { ...wanted.whose, personIds } })
  const byId = new Map(some.people.map((person) => [person.personId, person]))
  return {
    ...before,
    now: some.now,
    people: before.people.map((person) => byId.get(person.personId) ?? person),
    judged: new Map([...before.judged, ...some.judged]),
  }
}
