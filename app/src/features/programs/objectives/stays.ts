import { academicYearOf, addDays, dayOf, isoOf, levelOn } from '@gradus/rules'
import { createHash } from 'node:crypto'
import { notFound } from '../../../contract/app-error.ts'
import type { Reads } from '../../../platform/db/index.ts'
import { mergeTouching } from '../../schedule/edits.ts'
import { keptYear } from '../../schedule/facts/kept.ts'
import type { Seat, YearFacts } from '../../schedule/facts/year-facts.ts'
import { rotationKey, rotationViews, versionsShown } from '../../schedule/rotations.ts'
import { institutionById } from '../store.ts'
import { todayAt } from '../today.ts'
import type { GoalText } from './schema.ts'
import { confirmationsOf } from './store.ts'

/** Goals can be read from this many days before a rotation on. */
const aheadDays = 14
/** A confirmation given earlier than this before a stay was about another one. */
const countsDays = 28

export interface Stay {
  readonly seat: Seat
  readonly rotationId: string
  readonly code: string
  readonly tint: number
  readonly level: string
  readonly startOn: string
  readonly endOn: string
  readonly text: GoalText
  readonly fingerprint: string
  readonly state: 'confirmed' | 'open' | 'later' | 'nothing'
  readonly confirmedOn: string | null
}

export const fingerprintOf = ({ goals, objectives }: GoalText): string =>
  createHash('sha256')
    .update(JSON.stringify([goals, objectives]))
    .digest('hex')
    .slice(0, 32)

/** What a trainee of a level reads before a rotation. */
export function goalText({ followed }: Seat, rotationId: string, level: string): GoalText | null {
  const rotation = followed.definition.rotations.find(({ id }) => id === rotationId)
  if (rotation === undefined) return null
  return {
    rotationName: rotation.name ?? rotation.code,
    goals: rotation.goals ?? [],
    objectives: (rotation.objectives ?? [])
      .filter(({ levels }) => levels?.includes(level) ?? true)
      .map(({ text }) => text),
  }
}

interface Wanted {
  readonly institutionId: string
  readonly programIds: readonly string[] | null
  readonly personId?: string
  readonly now: Date
}

/**
 * Stays of the schedule of record that have not ended, each with the text that holds for it and whether it was confirmed. One who reads
 * before the first day and one who reads on the last are both told so; another text, or another stay, is to be read again.
 */
export async function staysFrom(
  db: Reads,
  wanted: Wanted,
): Promise<{ today: string; stays: Stay[]; programs: YearFacts['programs'] }> {
  const { institutionId, programIds, now } = wanted
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  const today = todayAt(institution, now)
  const soon = isoOf(addDays(dayOf(today), aheadDays))
  const years = [...new Set([today, soon].map((day) => academicYearOf(dayOf(day), institution.yearStartsOn).startYear))]
  const found: Stay[] = []
  let programs: YearFacts['programs'] = []
  for (const startYear of years) {
    const facts = await keptYear(db, { institutionId, startYear, programIds, source: { kind: 'record' }, now })
    programs = programs.length === 0 ? facts.programs : programs
    found.push(...staysOf(facts, wanted.personId, today, soon))
  }
  const since = isoOf(
    addDays(dayOf(found.reduce((first, { startOn }) => (startOn < first ? startOn : first), today)), -countsDays),
  )
  const confirmed = await confirmationsOf(db, institutionId, [...new Set(found.map(({ seat }) => seat.id))], since)
  const stays = found.map((stay): Stay => {
    const from = isoOf(addDays(dayOf(stay.startOn), -countsDays))
    const own = confirmed.find(
      (row) =>
        row.appointmentId === stay.seat.id &&
        row.rotationId === stay.rotationId &&
        row.fingerprint === stay.fingerprint &&
        from <= row.confirmedOn &&
        row.confirmedOn <= stay.endOn,
    )
    return own === undefined || stay.state === 'nothing'
      ? stay
      : { ...stay, state: 'confirmed', confirmedOn: own.confirmedOn }
  })
  return { today, programs, stays: stays.sort((a, b) => (a.startOn < b.startOn ? -1 : 1)) }
}

function staysOf(facts: YearFacts, personId: string | undefined, today: string, soon: string): Stay[] {
  const seats = new Map(
    facts.seats.filter((seat) => personId === undefined || seat.personId === personId).map((seat) => [seat.id, seat]),
  )
  const views = new Map(rotationViews(versionsShown(facts)).map((view) => [view.key, view]))
  const placements = facts.placements.filter(({ appointmentId }) => seats.has(appointmentId))
  return mergeTouching(placements).flatMap((row): Stay[] => {
    const seat = seats.get(row.appointmentId)
    const endOn = isoOf(row.endOn)
    if (seat === undefined || endOn < today) return []
    const level =
      levelOn(
        {
          levels: seat.followed.facts.levels,
          entryLevel: seat.entryLevel,
          startOn: seat.startOn,
          pauses: facts.leaves.filter((leave) => leave.personId === seat.personId && !leave.countsTowardTraining),
        },
        row.startOn,
      ) ?? seat.entryLevel
    const text = goalText(seat, row.rotationId, level)
    const view = views.get(rotationKey(seat.programId, row.rotationId))
    if (text === null || view === undefined) return []
    const startOn = isoOf(row.startOn)
    const isEmpty = text.goals.length + text.objectives.length === 0
    return [
      {
        seat,
        rotationId: row.rotationId,
        code: view.code,
        tint: view.tint,
        level,
        startOn,
        endOn,
        text,
        fingerprint: fingerprintOf(text),
        state: isEmpty ? 'nothing' : startOn <= soon ? 'open' : 'later',
        confirmedOn: null,
      },
    ]
  })
}
