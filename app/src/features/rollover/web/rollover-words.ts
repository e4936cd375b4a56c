import { instantWords, shortDay } from '../../../ui/date-words.ts'
import type { PersonDecision, PlaceView, RolloverView } from '../contract.ts'

/** The first line: what is left to do, or what was done. */
export function answerOf(view: RolloverView): string {
  const { applied, label, people, positions, plan } = view
  if (applied !== null)
    return `${applied.by} rolled over into ${label} on ${instantWords(applied.at)}: ${counted(applied.changes.length, 'change')}.`
  const open = people.filter(needsLook).length
  const looks =
    open === 0
      ? 'Everybody who is here is settled.'
      : `${open} of ${counted(people.length, 'person', 'people')} ${open === 1 ? 'needs' : 'need'} a look.`
  const problems = plan?.problems.length ?? 0
  return `${looks} ${positions.sentence}${problems > 0 ? ` ${counted(problems, 'thing')} must be put right first.` : ''}`
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`

/** Those whose end moves, is open, or who may finish without all that is asked for, until somebody decided. */
export const needsLook = ({ decidedBy, decision, usual, outstanding }: PlaceView): boolean =>
  decision.choice === 'undecided' || (decidedBy === null && (usual.choice !== 'keep' || outstanding.length > 0))

const whereWords: Readonly<Record<PlaceView['where'], string>> = {
  stays: 'Goes on',
  finishes: 'Finishes',
  'finishes-within': 'Finishes next year',
  finished: 'Has finished',
  moves: 'Moves',
  comes: 'Comes',
}
export const wordsOfPlace = ({ where }: PlaceView): string => whereWords[where]

/** What can be decided about somebody, as it reads in the list of choices. */
export function choicesFor(place: PlaceView): { value: PersonDecision['choice']; label: string }[] {
  const { endOn, reckonedOn } = place
  const isOther = reckonedOn !== null && reckonedOn !== endOn
  return [
    { value: 'keep', label: `Keep ${shortDay(endOn, true)}` },
    ...(isOther || place.decision.choice === 'extend'
      ? [{ value: 'extend' as const, label: `Move to ${shortDay(reckonedOn ?? endOn, true)}` }]
      : []),
    { value: 'end', label: 'End on another day…' },
    { value: 'undecided', label: 'Not decided yet' },
  ]
}
