import { type Definition, inYears, rotationName, unitsPerYear, yearsAtLevels } from '../curriculum/index.ts'

export type Segment = { label: string; code: string; tint: number; amount: number; share: number }

/** What fills one bar: a level's year, or the whole program when it has one level. */
export type Bar = { label: string; unit: string; segments: Segment[] }

const TINTS = 12
const PART = 1e-6

type Part = Omit<Segment, 'share' | 'amount'> & { years: number }

const tintOf = (definition: Definition, rotationId: string | undefined): { code: string; tint: number } => {
  const index = definition.rotations.findIndex(({ id }) => id === rotationId)
  const rotation = definition.rotations[index]
  return { code: rotation?.code ?? '', tint: rotation?.tint ?? (Math.max(0, index) % TINTS) + 1 }
}

/** From a plan: what each rotation gets at a level. */
const plannedParts = (definition: Definition, level: string): Part[] =>
  (definition.plan?.rows ?? []).flatMap(({ rotation: id, byLevel }) => {
    const rotation = definition.rotations.find((entry) => entry.id === id)
    const amount = byLevel[level] ?? 0
    if (!rotation || amount === 0) return []
    const years = inYears(amount, definition.plan!.unit, definition.calendar)
    return [{ label: rotationName(rotation), ...tintOf(definition, id), years }]
  })

/** From requirements: what each asks for at least, leaving out those that overlap one already counted. */
const requiredParts = (definition: Definition, level: string): Part[] => {
  const groups = new Map((definition.groups ?? []).map(({ id, rotations }) => [id, rotations]))
  const counted = new Set<string>()
  return definition.requirements.flatMap((requirement) => {
    if (requirement.kind !== 'rotation') return []
    const ids = requirement.counts.flatMap((id) => groups.get(id) ?? [id])
    if (ids.some((id) => counted.has(id))) return []
    const { exactly, atLeast, byLevel, unit } = requirement.amount
    const amount = byLevel ? (byLevel[level] ?? 0) : (exactly ?? atLeast ?? 0)
    if (amount === 0) return []
    for (const id of ids) counted.add(id)
    return [
      { label: requirement.title, ...tintOf(definition, ids[0]), years: inYears(amount, unit, definition.calendar) },
    ]
  })
}

const filled = (
  parts: readonly Part[],
  years: number,
  unit: Definition['length']['unit'],
  definition: Definition,
): Segment[] => {
  const used = parts.reduce((sum, part) => sum + part.years, 0)
  const free: Part[] =
    years - used > PART ? [{ label: 'Chosen by each trainee', code: '+', tint: 0, years: years - used }] : []
  return [...parts, ...free].map(({ label, code, tint, years: part }) => ({
    label,
    code,
    tint,
    amount: Math.round(part * unitsPerYear(unit, definition.calendar) * 10) / 10,
    share: part / years,
  }))
}

/**
 * How the time of the program is made up, one bar for each level. Levels whose time neither the plan nor the
 * requirements lay out by level give no bar.
 */
export const composition = (definition: Definition): Bar[] => {
  const unit = definition.calendar.kind === 'custom' ? 'blocks' : definition.calendar.kind
  const isByLevel = definition.plan !== undefined || definition.levels.length === 1
  const years = yearsAtLevels(definition)
  return definition.levels.flatMap(({ id }, index) => {
    const hasAmounts = definition.requirements.some(
      (requirement) => requirement.kind === 'rotation' && requirement.amount.byLevel?.[id] !== undefined,
    )
    if (!isByLevel && !hasAmounts) return []
    const parts = definition.plan ? plannedParts(definition, id) : requiredParts(definition, id)
    const label = definition.levels.length === 1 ? 'The program' : id
    return [{ label, unit, segments: filled(parts, years[index] ?? 1, unit, definition) }]
  })
}
