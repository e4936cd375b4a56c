import type { CalendarSpec, Requirement as RuleRequirement, Unit } from '@gradus/rules'
import { isRotationRequirement, rotationIds } from './counted.ts'
import type { TimeUnit } from './definition/amount.ts'
import type { Definition } from './definition/definition.ts'
import type { RotationRequirement } from './definition/requirement.ts'

/**
 * The calendar the rules count on. With a level, only that level's split weeks; without one, those of every level, which
 * is what a schedule of the whole program needs.
 */
export const calendarSpec = ({ calendar }: Pick<Definition, 'calendar'>, level?: string): CalendarSpec => {
  if (calendar.kind === 'custom') return { kind: 'custom', periods: calendar.periods }
  if (calendar.kind !== 'weeks') return { kind: calendar.kind }
  const splits = (calendar.splitWeeks ?? []).filter(
    ({ levels }) => level === undefined || !levels || levels.includes(level),
  )
  const splitWeeks = [...new Set(splits.map(({ week }) => week))].sort((a, b) => a - b)
  return splitWeeks.length === 0 ? { kind: 'weeks' } : { kind: 'weeks', splitWeeks }
}

/** The rules know no years: a year is 12 months there. */
export const ruleAmount = (amount: number, unit: TimeUnit): { amount: number; unit: Unit } =>
  unit === 'years' ? { amount: amount * 12, unit: 'months' } : { amount, unit }

const expand = (requirement: RotationRequirement, definition: Definition): RuleRequirement[] => {
  const { exactly, atLeast, atMost, byLevel, unit } = requirement.amount
  const bound = (value: number | undefined): number | null =>
    value === undefined ? null : ruleAmount(value, unit).amount
  const common = {
    kind: 'rotation' as const,
    counts: rotationIds(requirement.counts, definition),
    unit: ruleAmount(0, unit).unit,
    verified: requirement.verified !== false,
    note: requirement.reason ?? requirement.note ?? '',
  }
  if (byLevel === undefined) {
    return [
      {
        ...common,
        id: requirement.id,
        title: requirement.title,
        levels: requirement.levels ?? null,
        min: bound(exactly ?? atLeast),
        max: bound(exactly ?? atMost),
      },
    ]
  }
  return Object.entries(byLevel).map(([level, amount]) => ({
    ...common,
    id: `${requirement.id}@${level}`,
    title: `${requirement.title}, ${level}`,
    levels: [level],
    min: bound(amount),
    max: bound(amount),
  }))
}

/**
 * The rotation requirements of a definition as the rules evaluate them. An amount by level becomes one requirement for
 * each level, with the id `requirement@level`. Other kinds are kept in the definition and are not returned.
 */
export const ruleRequirements = (definition: Definition): RuleRequirement[] =>
  definition.requirements.filter(isRotationRequirement).flatMap((requirement) => expand(requirement, definition))

/**
 * The plan of one year as requirements the rules and the solver understand: exactly so much of each rotation at each
 * level, never verified, with the id `plan:rotation@level`. Empty when the definition has no plan.
 */
export const planRequirements = (definition: Definition): RuleRequirement[] =>
  (definition.plan?.rows ?? []).flatMap(({ rotation, byLevel }) =>
    Object.entries(byLevel).map(([level, value]) => {
      const { amount, unit } = ruleAmount(value, definition.plan!.unit)
      return {
        kind: 'rotation' as const,
        id: `plan:${rotation}@${level}`,
        title: `Planned for ${level}: ${definition.rotations.find(({ id }) => id === rotation)?.name ?? rotation}`,
        counts: [rotation],
        levels: [level],
        unit,
        min: amount,
        max: amount,
        verified: false,
        note: definition.plan!.reason ?? definition.plan!.note ?? '',
      }
    }),
  )
