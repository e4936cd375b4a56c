import { plural } from '@gradus/rules'
import { roleNames } from '../../../contract/roles.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { BatchFields, BulkChange, DayChange, FieldChange } from './contract.ts'

const labels = {
  startOn: 'First day',
  endOn: 'Last day',
  entryLevel: 'Level at the start',
  ftePercent: 'Share of full time',
  curriculumEffectiveOn: 'Curriculum',
  archived: 'Put away',
} as const

const words = {
  startOn: dayWords,
  endOn: dayWords,
  entryLevel: (level: string) => level,
  ftePercent: (percent: number) => `${percent} %`,
  curriculumEffectiveOn: (on: string | null) => (on === null ? 'version of the class' : `version of ${dayWords(on)}`),
  archived: (archived: boolean) => (archived ? 'yes' : 'no'),
} as const

const one = <T>(label: string, say: (value: T) => string, was: T | undefined, is: T | undefined): FieldChange[] =>
  was === undefined || is === undefined || was === is ? [] : [{ label, was: say(was), is: say(is) }]

/** What is different, field by field, in words. */
export function fieldChanges(before: BatchFields, after: BatchFields): FieldChange[] {
  const role = after.role ?? before.role
  return [
    ...one(labels.startOn, words.startOn, before.startOn, after.startOn),
    ...one(labels.endOn, words.endOn, before.endOn, after.endOn),
    ...one(labels.entryLevel, words.entryLevel, before.entryLevel, after.entryLevel),
    ...one(labels.ftePercent, words.ftePercent, before.ftePercent, after.ftePercent),
    ...one(
      labels.curriculumEffectiveOn,
      words.curriculumEffectiveOn,
      before.curriculumEffectiveOn,
      after.curriculumEffectiveOn,
    ),
    ...one(labels.archived, words.archived, before.archived, after.archived),
    ...(role === undefined
      ? []
      : one(`Role ${roleNames[role].toLowerCase()}`, (held) => (held ? 'yes' : 'no'), before.holds, after.holds)),
  ]
}

function dayChangeWords(label: string, change: DayChange | undefined): string[] {
  if (change === undefined) return []
  if ('to' in change) return [`${label} ${dayWords(change.to)}`]
  const way = change.shiftDays < 0 ? 'earlier' : 'later'
  return [`${label} ${plural(Math.abs(change.shiftDays), 'day')} ${way}`]
}

/** "Last day 14 days later; share of full time 80 %". */
export function changeWords(change: BulkChange, programName: string | null): string {
  if (change.kind === 'archive') return change.archived ? 'Put away' : 'Brought back'
  if (change.kind === 'role')
    return `${change.hold ? 'Given' : 'Taken'} the role ${roleNames[change.role].toLowerCase()} in ${programName ?? ''}`
  const { startOn, endOn, entryLevel, ftePercent, curriculumEffectiveOn } = change
  const parts = [
    ...dayChangeWords(labels.startOn, startOn),
    ...dayChangeWords(labels.endOn, endOn),
    ...(entryLevel === undefined ? [] : [`${labels.entryLevel} ${entryLevel}`]),
    ...(ftePercent === undefined ? [] : [`${labels.ftePercent} ${words.ftePercent(ftePercent)}`]),
    ...(curriculumEffectiveOn === undefined
      ? []
      : [`${labels.curriculumEffectiveOn} ${words.curriculumEffectiveOn(curriculumEffectiveOn)}`]),
  ]
  return parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join('; ')
}
