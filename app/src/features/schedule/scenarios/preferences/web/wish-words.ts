import { dayWords } from '../../../../../ui/date-words.ts'
import type { PreferencesView } from '../contract.ts'

/** The first line of a page of wishes: what stands, and until when it can change. */
export function answerOf(view: PreferencesView): string {
  const { label, closed, dueOn, programs, wishes, weeks, needsReason } = view
  if (programs.length === 0) return `Nothing to wish for ${label}.`
  const count = wishes.length + weeks.length
  const stands =
    view.version === 0 && count === 0
      ? 'no answer yet'
      : count === 0
        ? 'no particular wish'
        : `${count} ${count === 1 ? 'wish' : 'wishes'}`
  if (closed === 'published') return `The schedule for ${label} is published; it is too late for wishes.`
  if (closed === 'past-due')
    return `Wishes for ${label} were taken until ${dayWords(dueOn ?? '')}: ${stands}. Your coordinator can still enter them.`
  const until = dueOn === null ? 'until its schedule is published' : `until ${dayWords(dueOn)}`
  return needsReason
    ? `For ${label}, ${until}: ${stands}.`
    : `For ${label}, ${until}: ${stands}. Wishes count after coverage and everybody’s requirements.`
}
