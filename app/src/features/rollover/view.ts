import type { Reads } from '../../platform/db/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { isoRange } from '../schedule/facts/load.ts'
import type { Asked } from './apply.ts'
import type { AppliedView, RolloverView } from './contract.ts'
import { decidedOf } from './decided.ts'
import { obstaclesOf } from './obstacles.ts'
import { placesOf } from './places.ts'
import { incomingKey, personKey, planOf, yearKey } from './plan.ts'
import { newcomerOf } from './read-list.ts'
import { loadNewcomers, loadSituation } from './situation.ts'
import * as store from './store.ts'
import type { Written } from './written.ts'
import { goesOn, holidayOffers, positionsOf } from './year.ts'

/** Everything of a program's way into a year: where people are, what was decided, what would be written, or what was. */
export async function rolloverView(platform: Platform, institutionId: string, asked: Asked): Promise<RolloverView> {
  const db = platform.database.drizzle
  const { programId, startYear } = asked
  const situation = await loadSituation(platform, institutionId, programId, startYear)
  const row = await store.rolloverOf(db, { institutionId, ...asked })
  const rows = row === undefined ? [] : await store.decisionsOf(db, institutionId, row.id)
  const decided = decidedOf(situation, rows)
  const known = await loadNewcomers(db, institutionId, programId, decided.incoming)
  const places = placesOf(situation)
  const plan = planOf(situation, places, decided, known)
  const stored = new Map(rows.map((each) => [each.key, each]))
  const decisionOf = (key: string) => ({
    version: stored.get(key)?.version ?? 0,
    decidedBy: stored.get(key)?.decidedBy ?? null,
  })
  const { program, next, ending, drafts, isPublished, deadline } = situation
  const isApplied = row?.state === 'applied'
  const comes = situation.held.filter(({ startOn }) => startOn >= isoRange(next).startOn)
  return {
    programId,
    programName: program.name,
    startYear,
    label: next.label,
    ...isoRange(next),
    fromLabel: ending.label,
    version: row?.version ?? 0,
    people: places.map(({ version: _row, ...place }) => ({
      ...place,
      levels: [...place.levels],
      marks: [...place.marks],
      outstanding: [...place.outstanding],
      carried: [...place.carried],
      decision: decided.people.get(place.appointmentId) ?? place.usual,
      ...decisionOf(personKey(place.appointmentId)),
    })),
    waiting: [...situation.waiting],
    positions: positionsOf(situation, [
      ...comes.map(({ entryLevel }) => entryLevel),
      ...(isApplied ? [] : decided.incoming.map(({ level }) => level)),
    ]),
    incoming: isApplied ? [] : decided.incoming.map((entry) => ({ ...entry, ...decisionOf(incomingKey(entry.id)) })),
    newcomer: newcomerOf(situation),
    year: {
      decision: decided.year,
      ...decisionOf(yearKey),
      drafts: drafts.map(({ id, name }) => ({ id, name })),
      isPublished,
      wishesUntil: deadline?.dueOn ?? null,
      holidays: holidayOffers(situation),
      goesOn: goesOn(situation),
    },
    plan: isApplied
      ? null
      : {
          changes: plan.changes.map(({ kind, sentence }) => ({ kind, sentence })),
          problems: plan.problems.map(({ path = '', sentence }) => ({ path, sentence })),
          undecided: [...plan.undecided],
          fingerprint: plan.fingerprint,
        },
    applied: isApplied ? await appliedView(db, row) : null,
    earlier: await earlierViews(db, await store.takenBackOf(db, { institutionId, ...asked })),
  }
}

async function appliedView(db: Reads, row: store.RolloverRow): Promise<AppliedView> {
  const changes = await store.changesOf(db, row.institutionId, row.id)
  const obstacles = await obstaclesOf(db, row, changes)
  return {
    rolloverId: row.id,
    by: row.appliedBy ?? '',
    at: (row.appliedAt ?? row.begunAt).toISOString(),
    changes: changes.map(({ position, sentence, written }) => ({
      position,
      sentence,
      link: linkOf(written),
      obstacle: obstacles.get(position) ?? null,
    })),
  }
}

function linkOf(written: Written): string {
  switch (written.kind) {
    case 'end':
    case 'incoming':
      return `/people/${written.personId}`
    case 'draft':
      return `/schedule/scenarios/${written.scenarioId}`
    case 'wishes':
      return '/schedule/wishes'
    case 'holiday':
      return '/call/pools'
  }
}

async function earlierViews(db: Reads, rows: readonly store.RolloverRow[]): Promise<RolloverView['earlier']> {
  const views = []
  for (const row of rows) {
    const changes = await store.changesOf(db, row.institutionId, row.id)
    views.push({
      rolloverId: row.id,
      appliedBy: row.appliedBy ?? '',
      appliedAt: (row.appliedAt ?? row.begunAt).toISOString(),
      takenBackBy: row.takenBackBy ?? '',
      takenBackAt: (row.takenBackAt ?? row.begunAt).toISOString(),
      kept: changes.flatMap(({ sentence, keptBecause }) =>
        keptBecause === null ? [] : [{ sentence, because: keptBecause }],
      ),
    })
  }
  return views
}
