import { dayOf } from '@gradus/rules'
import { AppError } from '../../../../contract/app-error.ts'
import type { Reads } from '../../../../platform/db/index.ts'
import { groupBy } from '../../../../platform/group-by.ts'
import type { Guard } from '../../../../platform/http/guard.ts'
import type { Platform } from '../../../../platform/platform.ts'
import { differences } from '../../changes.ts'
import { knownTo } from '../../facts/discretion.ts'
import { keptCareers, keptYear } from '../../facts/kept.ts'
import { institutionOrThrow, isoRange } from '../../facts/load.ts'
import type { Placement, YearFacts } from '../../facts/year-facts.ts'
import { gridRows } from '../../grid.ts'
import { rotationKey, rotationViews, versionsShown } from '../../rotations.ts'
import type { Careers } from '../../standing.ts'
import { readPreferences } from '../policy.ts'
import type { Wish } from '../schema.ts'
import { scenarioOrThrow, wantedOf } from '../service.ts'
import { preferencesOf, type Scenario } from '../store.ts'
import type { Comparison } from './contract.ts'
import { type PersonLine, peopleOf } from './people.ts'
import { verdict } from './verdict.ts'
import {
  continuityFigure,
  coverageFigure,
  fairnessFigure,
  type Figure,
  requirementsFigure,
  rulesFigure,
  wishesFigure,
} from './measures.ts'

interface Side {
  readonly of: Comparison['left']
  readonly facts: YearFacts
}

/** A draft beside another one or the record, in the programs that both are about. */
export async function comparisonOf(
  platform: Platform,
  guard: Guard,
  institutionId: string,
  scenarioId: string,
  other: string,
): Promise<Comparison> {
  const db = platform.database.drizzle
  const left = await scenarioOrThrow(db, institutionId, scenarioId)
  guard.require({ programIds: left.programIds })
  const right = other === 'record' ? null : await scenarioOrThrow(db, institutionId, other)
  if (right !== null) guard.require({ programIds: right.programIds })
  if (right !== null && right.startYear !== left.startYear)
    throw new AppError('invalid', `“${left.name}” and “${right.name}” are for different academic years.`)
  const programIds = right === null ? left.programIds : left.programIds.filter((id) => right.programIds.includes(id))
  if (programIds.length === 0)
    throw new AppError('invalid', `“${left.name}” and “${right?.name}” have no program in common.`)
  const sides = [
    await sideOf(platform, guard, left, left, programIds),
    await sideOf(platform, guard, right, left, programIds),
  ] as const
  const wishes = await wishesKnown(db, guard, sides[0].facts)
  const careers = await careersOf(db, institutionId, sides[0].facts)
  return compared(sides, careers, wishes)
}

async function sideOf(
  platform: Platform,
  guard: Guard,
  scenario: Scenario | null,
  { institutionId, startYear }: Scenario,
  programIds: readonly string[],
): Promise<Side> {
  const now = platform.now()
  const db = platform.database.drizzle
  const published = await keptYear(db, { institutionId, startYear, programIds, source: { kind: 'record' }, now })
  if (scenario === null) {
    if (published.recordVersion === 0)
      throw new AppError('invalid', `Nothing is published for ${published.year.label} yet. Choose another draft.`)
    return {
      of: { scenarioId: null, name: 'Published', status: 'published' },
      facts: knownTo(guard, published),
    }
  }
  const drafted = await keptYear(db, wantedOf(scenario, programIds, now))
  return {
    of: { scenarioId: scenario.id, name: scenario.name, status: scenario.status },
    facts: knownTo(guard, asAgreed(drafted, published)),
  }
}

/** A draft in which what is published already is as agreed as it is there: publishing keeps such assignments as they are. */
function asAgreed(drafted: YearFacts, published: YearFacts): YearFacts {
  const keyOf = ({ appointmentId, rotationId, startOn, endOn }: Placement): string =>
    `${appointmentId} ${rotationId} ${startOn} ${endOn}`
  const agreed = new Map(published.placements.map((placement) => [keyOf(placement), placement.arrangedOn]))
  return {
    ...drafted,
    placements: drafted.placements.map((placement) => ({
      ...placement,
      arrangedOn: agreed.get(keyOf(placement)) ?? placement.arrangedOn,
    })),
  }
}

async function wishesKnown(db: Reads, guard: Guard, facts: YearFacts): Promise<ReadonlyMap<string, Wish[]>> {
  if (!facts.programs.every(({ id }) => guard.may(readPreferences, { programIds: [id] }))) return new Map()
  const people = [...new Set(facts.seats.map(({ personId }) => personId))]
  const rows = await preferencesOf(db, facts.institutionId, people, facts.year.startYear)
  return new Map(rows.map((row) => [row.personId, row.wishes]))
}

async function careersOf(db: Reads, institutionId: string, facts: YearFacts): Promise<Careers> {
  const institution = await institutionOrThrow(db, institutionId)
  const personIds = [...new Set(facts.seats.map(({ personId }) => personId))].toSorted()
  return keptCareers(db, institution, { personIds }, facts.today)
}

function compared(sides: readonly [Side, Side], careers: Careers, wishes: ReadonlyMap<string, Wish[]>): Comparison {
  const [left, right] = sides
  const people = peopleOf([left.facts, right.facts], careers, wishes)
  const measures = measuresOf(sides, people)
  const differing = differencesOf(left.facts, right.facts)
  return {
    startYear: left.facts.year.startYear,
    label: left.facts.year.label,
    left: left.of,
    right: right.of,
    programs: left.facts.programs.map(({ id, shortName }) => ({ id, shortName })),
    sentence: verdict(left.of.name, right.of.name, measures, differing.length),
    measures,
    people,
    differences: differing,
  }
}

function measuresOf([left, right]: readonly [Side, Side], people: readonly PersonLine[]): Comparison['measures'] {
  const lines = (side: 'left' | 'right') =>
    people.map(({ left: l, right: r, ...who }) => ({ ...who, ...(side === 'left' ? l : r) }))
  const [a, b] = [lines('left'), lines('right')]
  const line = (
    key: Comparison['measures'][number]['key'],
    name: string,
    meaning: string,
    figures: readonly [Figure, Figure],
  ): Comparison['measures'][number] => ({
    key,
    name,
    meaning,
    left: { ...figures[0] },
    right: { ...figures[1] },
    better: figures[0].value === figures[1].value ? 'same' : figures[0].value < figures[1].value ? 'left' : 'right',
  })
  return [
    line('coverage', 'Coverage', 'Person-weeks that rotations and rooms have too few or too many.', [
      coverageFigure(left.facts),
      coverageFigure(right.facts),
    ]),
    line('rules', 'Rules', 'Findings of the rules.', [rulesFigure(left.facts), rulesFigure(right.facts)]),
    line('requirements', 'Requirements', 'Requirements at risk or missed, with this year in view.', [
      requirementsFigure(a),
      requirementsFigure(b),
    ]),
    line('wishes', 'Wishes', 'Ranked wishes that come true, by how much they were wanted.', [
      wishesFigure(a),
      wishesFigure(b),
    ]),
    line('fairness', 'Fairness', 'How evenly weeks on call rotations and electives are shared within a level.', [
      fairnessFigure(a),
      fairnessFigure(b),
    ]),
    line('continuity', 'Continuity', 'Moves between sites.', [continuityFigure(a), continuityFigure(b)]),
  ]
}

function differencesOf(left: YearFacts, right: YearFacts): Comparison['differences'] {
  const views = new Map(rotationViews(versionsShown(left)).map((view) => [view.key, view]))
  const before = groupBy(left.placements, ({ appointmentId }) => appointmentId)
  const after = groupBy(right.placements, ({ appointmentId }) => appointmentId)
  const placeOf = (programId: string, rotationId: string | null): Comparison['differences'][number]['left'] => {
    if (rotationId === null) return null
    const view = views.get(rotationKey(programId, rotationId))
    return { code: view?.code ?? '?', name: view?.name ?? rotationId, tint: view?.tint ?? 0 }
  }
  return gridRows(left).flatMap(({ appointmentId, personName, programId, level, startOn, endOn }) =>
    differences(before.get(appointmentId) ?? [], after.get(appointmentId) ?? [])
      .filter((days) => days.startOn <= dayOf(endOn) && days.endOn >= dayOf(startOn))
      .map(({ from, to, ...days }) => ({
        appointmentId,
        personName,
        programId,
        level,
        ...isoRange(days),
        left: placeOf(programId, from),
        right: placeOf(programId, to),
      })),
  )
}
