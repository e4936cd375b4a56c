import type { Definition } from '../definition/definition.ts'
import type { Path, PlacedSentence } from '../problem.ts'
import { inYears } from '../time.ts'
import { lengthWords } from '../words.ts'

type Bounds = { min?: number | undefined; max?: number | undefined }

const crossed = (bounds: Bounds | undefined, what: string, path: Path): PlacedSentence[] =>
  bounds?.min !== undefined && bounds.max !== undefined && bounds.min > bounds.max
    ? [{ path, sentence: `The smallest ${what} (${bounds.min}) is larger than the largest (${bounds.max}).` }]
    : []

const rotationProblems = (definition: Definition): PlacedSentence[] =>
  definition.rotations.flatMap((rotation, index) => {
    const at: Path = ['rotations', index]
    return [
      ...crossed(rotation.capacity, 'number of trainees', [...at, 'capacity']),
      ...(rotation.capacity?.perLevel ?? []).flatMap((limit, row) =>
        crossed(limit, 'number of trainees', [...at, 'capacity', 'perLevel', row]),
      ),
      ...crossed(rotation.run, 'run', [...at, 'run']),
      ...crossed(rotation.visits, 'number of visits', [...at, 'visits']),
      ...(rotation.kind !== 'elective' && rotation.choose
        ? [{ path: [...at, 'choose'], sentence: 'Only a rotation of kind “elective” has something to choose.' }]
        : []),
    ]
  })

/** A rotation cannot come before itself, at any distance. */
const cycleProblems = (definition: Definition): PlacedSentence[] => {
  const before = new Map(definition.rotations.map(({ id, prerequisites }) => [id, prerequisites?.rotations ?? []]))
  return definition.rotations.flatMap(({ id }, index) => {
    const reached = new Set<string>()
    const queue = [...(before.get(id) ?? [])]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (reached.has(next)) continue
      reached.add(next)
      queue.push(...(before.get(next) ?? []))
    }
    return reached.has(id)
      ? [
          {
            path: ['rotations', index, 'prerequisites', 'rotations'],
            sentence: `“${id}” would have to come before itself; break the circle of prerequisites.`,
          },
        ]
      : []
  })
}

const gateProblems = (definition: Definition): PlacedSentence[] => {
  const { amount, unit } = definition.length
  const months = inYears(amount, unit, definition.calendar) * 12
  const tooLate = (after: number | undefined, path: Path): PlacedSentence[] =>
    after !== undefined && after >= months
      ? [{ path, sentence: `${lengthWords(after, 'months')} never pass in a program of ${lengthWords(amount, unit)}.` }]
      : []
  return [
    ...tooLate(definition.independentCall?.afterMonths, ['independentCall', 'afterMonths']),
    ...definition.rotations.flatMap(({ prerequisites }, index) =>
      tooLate(prerequisites?.monthsOfTraining, ['rotations', index, 'prerequisites', 'monthsOfTraining']),
    ),
  ]
}

const dateProblems = (definition: Definition): PlacedSentence[] => {
  const agreements = definition.sites.flatMap(({ agreement }, index) =>
    agreement?.startOn !== undefined && agreement.endOn !== undefined && agreement.endOn < agreement.startOn
      ? [{ path: ['sites', index, 'agreement', 'endOn'], sentence: 'The agreement ends before it starts.' }]
      : [],
  )
  const history = definition.history ?? []
  const told = history.flatMap(({ on }, index) =>
    index > 0 && on < history[index - 1]!.on
      ? [{ path: ['history', index, 'on'], sentence: 'Tell the history in order, the earliest event first.' }]
      : [],
  )
  const year = definition.stipend?.academicYear
  const isYear = year === undefined || (Number(year.slice(0, 4)) + 1) % 100 === Number(year.slice(5))
  const stipend = isYear
    ? []
    : [{ path: ['stipend', 'academicYear'], sentence: `“${year}” is not one academic year; write it like 2025-26.` }]
  return [...agreements, ...told, ...stipend]
}

/** Numbers, dates and prerequisites that contradict themselves. */
export const orderProblems = (definition: Definition): PlacedSentence[] => [
  ...(definition.rooms ?? []).flatMap((room, index) => crossed(room, 'number of trainees', ['rooms', index])),
  ...rotationProblems(definition),
  ...crossed(definition.callPolicy?.perYear, 'amount of call', ['callPolicy', 'perYear']),
  ...cycleProblems(definition),
  ...gateProblems(definition),
  ...dateProblems(definition),
]
