import type { RequirementResult, RequirementStatus } from '@gradus/rules'
import { type Definition, lengthWords, type TimeUnit } from '../../curriculum/index.ts'
import type { DraftEffect } from './contract.ts'

/** A trainee's appointment judged before and after. */
export interface Judged {
  readonly personName: string
  readonly before: readonly RequirementResult[]
  readonly after: readonly RequirementResult[]
  readonly titlesBefore: ReadonlyMap<string, string>
  readonly titlesAfter: ReadonlyMap<string, string>
}

export interface Change {
  readonly title: string
  readonly before: RequirementStatus | null
  readonly after: RequirementStatus | null
  readonly sentence: string
  /** How it is told for several: who it is told of comes first. */
  readonly told: (who: string, count: number) => string
  readonly better: boolean
}

const concern: Record<RequirementStatus, number> = { missed: 0, 'at-risk': 1, 'on-track': 2, met: 3 }
const statusWords: Record<RequirementStatus, string> = {
  missed: 'missed',
  'at-risk': 'at risk',
  'on-track': 'on track',
  met: 'met',
}

const shortBy = ({ needed, done, planned }: RequirementResult): number =>
  Math.max(0, Math.round((needed - done - planned) * 10) / 10)

const amount = (value: number, unit: string): string => lengthWords(value, unit as TimeUnit)

/** An amount by level is one requirement for each level; what a version renamed is still the same to the reader. */
function toldWorse(title: string, result: RequirementResult): Change['told'] {
  if (result.sharedReason !== undefined)
    return (who) => `For ${who} the requirements together would not fit into the time that is left.`
  const short = shortBy(result)
  if (short === 0) return (who) => `“${title}” would be ${statusWords[result.status]} for ${who}.`
  const length = amount(short, result.unit)
  return result.status === 'missed'
    ? (who) => `${who} would miss “${title}” by ${length}, with no time left to make up for it.`
    : (who) => `${who} would miss “${title}” by ${length} as scheduled, with time left to make up for it.`
}

/** What changes for one trainee, the worst first. What stays as it is is left out. */
export function changesOf({ before, after, titlesBefore, titlesAfter }: Judged): Change[] {
  const earlier = new Map(before.map((result) => [result.requirementId, result]))
  const shared = new Set<string>()
  const changes = after.flatMap((result): Change[] => {
    const old = earlier.get(result.requirementId)
    earlier.delete(result.requirementId)
    const isWorse =
      concern[result.status] < concern[old?.status ?? 'met'] ||
      (old !== undefined && concern[result.status] < concern['on-track'] && shortBy(result) > shortBy(old))
    // A new requirement that is on track is no news; one that gets worse than "met" by being asked for at all is not worse.
    const isNews = old === undefined ? concern[result.status] < concern['on-track'] : isWorse
    const isBetter = old !== undefined && concern[result.status] > concern[old.status] && concern[old.status] < 2
    if (!isNews && !isBetter) return []
    if (result.sharedReason !== undefined) {
      if (shared.has(result.sharedReason)) return []
      shared.add(result.sharedReason)
    }
    const title =
      result.sharedReason === undefined
        ? (titlesAfter.get(result.requirementId) ?? result.requirementId)
        : 'All requirements'
    const told: Change['told'] = isBetter
      ? (who) => `“${title}” would be ${statusWords[result.status]} for ${who} instead of ${statusWords[old.status]}.`
      : toldWorse(title, result)
    return [
      {
        title,
        before: old?.status ?? null,
        after: result.status,
        sentence: result.sharedReason ?? result.sentence,
        told,
        better: isBetter,
      },
    ]
  })
  const gone = [...earlier.values()].flatMap((old): Change[] => {
    if (concern[old.status] >= concern['on-track'] || old.sharedReason !== undefined) return []
    const title = titlesBefore.get(old.requirementId) ?? old.requirementId
    return [
      {
        title,
        before: old.status,
        after: null,
        sentence: 'Is no longer asked for.',
        told: (who) => `“${title}” would no longer be asked of ${who}.`,
        better: true,
      },
    ]
  })
  return [...changes, ...gone].sort(
    (a, b) => Number(a.better) - Number(b.better) || concern[a.after ?? 'met'] - concern[b.after ?? 'met'],
  )
}

export const traineesOf = (definition: Definition, count: number): string => {
  const noun = definition.kind === 'fellowship' ? 'fellow' : 'resident'
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** The same change for several people as one sentence, those that concern most people first. */
export function groupsOf(
  definition: Definition,
  people: readonly { readonly personName: string; readonly changes: readonly Change[] }[],
): DraftEffect['groups'] {
  const groups = new Map<string, { told: Change['told']; better: boolean; names: string[] }>()
  for (const { personName, changes } of people)
    for (const { told, better } of changes) {
      const key = told('', 0)
      const group = groups.get(key) ?? { told, better, names: [] }
      group.names.push(personName)
      groups.set(key, group)
    }
  return [...groups.values()]
    .sort((a, b) => Number(a.better) - Number(b.better) || b.names.length - a.names.length)
    .map(({ told, better, names }) => ({
      sentence: told(traineesOf(definition, names.length), names.length),
      better,
      names,
    }))
}
