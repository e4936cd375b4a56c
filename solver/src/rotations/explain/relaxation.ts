/** A concrete change of one rule, as data that can be shown and applied. */
import { amountInWords, countInWords, dayInWords, rangeInWords } from '../../words.ts'
import type { Person, RotationProblem, Slot } from '../problem.ts'
import { horizonOf, splitRoom } from '../room-window.ts'
import { leaveRange, isRoomRule, type NamedRule, type PersonRule, personOf } from './named-rule.ts'
import { changeActivity, changePerson } from './soften.ts'

export interface Relaxation {
  /** The rule to change: its kind and the ids of its target. */
  rule: NamedRule
  /** Which limit of a run or a gate changes. */
  limit?: 'min' | 'max'
  /** In the rule's own measure: ticks (requirement, prerequisite, run), people (capacity), days (gap), visits, the epoch day of a
   * gate, the first slot of a leave; `null` for a pin, which is taken out. */
  from: number | null
  to: number | null
  /** The days on which a capacity changes. */
  startOn?: number
  endOn?: number
  /** How much is given up, in days (person-days for rooms): what relaxations are ranked by. */
  days: number
  sentence: string
  /** With this change alone a schedule was found for the whole problem, or only for the rules of the conflict. */
  restores: 'problem' | 'conflict'
}

export type Change = Omit<Relaxation, 'days' | 'sentence' | 'restores'>

/** The problem with the change made. Works on the problem that was explained, and on any with the same ids. */
export function applyRelaxation(problem: RotationProblem, change: Change): RotationProblem {
  const { rule, to } = change
  if (isRoomRule(rule)) {
    const side = rule.kind === 'capacity-max' ? 'max' : 'min'
    const { startOn, endOn } = { ...horizonOf(problem), ...change }
    return splitRoom(problem, rule.ruleId, { startOn, endOn }, (room) => ({
      ...room,
      [side]: { ...room[side], count: to ?? 0 },
    }))
  }
  return changePerson(problem, rule.personId, (person) => changeOf(person, { ...change, rule }, to ?? 0))
}

function changeOf(person: Person, { rule, limit }: Change & { rule: PersonRule }, to: number): Person {
  switch (rule.kind) {
    case 'requirement-min':
    case 'requirement-max': {
      const field = rule.kind === 'requirement-min' ? 'minTicks' : 'maxTicks'
      const requirements = (person.requirements ?? []).map((one) =>
        one.id === rule.ruleId ? { ...one, [field]: to } : one,
      )
      return { ...person, requirements }
    }
    case 'prerequisite':
      return {
        ...person,
        prerequisites: (person.prerequisites ?? []).map((one) =>
          one.id === rule.ruleId ? { ...one, minTicks: to } : one,
        ),
      }
    case 'pin':
      return {
        ...person,
        slots: person.slots.map(({ pinned, ...slot }, index) =>
          index === rule.slot || pinned === undefined ? slot : { ...slot, pinned },
        ),
      }
    case 'leave':
      return { ...person, slots: moveLeave(person.slots, rule.slot, rule.slotCount, to) }
    case 'gate':
      return changeActivity(person, rule.activityId, (own) => ({
        ...own,
        [limit === 'max' ? 'notAfterOn' : 'notBeforeOn']: to,
      }))
    case 'run':
      return changeActivity(person, rule.activityId, (own) => ({
        ...own,
        run: { ...own.run, [limit === 'max' ? 'maxTicks' : 'minTicks']: to },
      }))
    case 'visits':
      return changeActivity(person, rule.activityId, (own) => ({ ...own, visits: { ...own.visits, max: to } }))
    case 'gap':
      return changeActivity(person, rule.activityId, (own) => ({ ...own, gap: { ...own.gap, minDays: to } }))
  }
}

export function moveLeave(slots: Slot[], slot: number, slotCount: number, to: number): Slot[] {
  return slots.map(({ away, ...rest }, index) => {
    const wasThere = index >= slot && index < slot + slotCount
    const isThere = index >= to && index < to + slotCount
    return isThere || (away && !wasThere) ? { ...rest, away: true } : rest
  })
}

/** "Lower Neuroradiology of Trainee A from 17 weeks to 15 weeks." */
export function changeInWords(problem: RotationProblem, { rule, limit, from, to, startOn, endOn }: Change): string {
  if (isRoomRule(rule)) {
    const room = problem.capacities.find(({ id }) => id === rule.ruleId)!
    const when = startOn === undefined || endOn === undefined ? '' : ` ${rangeInWords({ startOn, endOn })}`
    return rule.kind === 'capacity-max'
      ? `Allow ${to} instead of ${from} in ${room.label}${when}.`
      : `Ask for ${to} instead of ${from} in ${room.label}${when}.`
  }
  const person = personOf(problem, rule.personId)
  const amount = (ticks: number | null): string => amountInWords(person, ticks ?? 0)
  const nameOf = (activityId: string): string =>
    problem.activities.find(({ id }) => id === activityId)?.label ?? activityId
  switch (rule.kind) {
    case 'requirement-min':
    case 'requirement-max': {
      const { label } = person.requirements!.find(({ id }) => id === rule.ruleId)!
      const verb = rule.kind === 'requirement-min' ? 'Lower' : 'Raise the most of'
      return `${verb} ${label} of ${person.label} from ${amount(from)} to ${amount(to)}.`
    }
    case 'prerequisite': {
      const { label } = person.prerequisites!.find(({ id }) => id === rule.ruleId)!
      return `Ask ${person.label} for ${amount(to)} instead of ${amount(from)} in ${label}.`
    }
    case 'pin': {
      const slot = person.slots[rule.slot]!
      return `Unpin ${person.label} from ${nameOf(slot.pinned!)} ${rangeInWords(slot)}.`
    }
    case 'leave': {
      const now = rangeInWords(leaveRange(person, rule.slot, rule.slotCount))
      const then = rangeInWords(leaveRange(person, to ?? 0, rule.slotCount))
      return `Move the leave of ${person.label} ${now}: take it ${then}.`
    }
    case 'gate': {
      const word = limit === 'max' ? 'until' : 'from'
      return `Let ${person.label} be on ${nameOf(rule.activityId)} ${word} ${dayInWords(to ?? 0)} instead of ${word} ${dayInWords(from ?? 0)}.`
    }
    case 'run': {
      const size = limit === 'max' ? 'longer' : 'shorter'
      return `Allow ${size} stays of ${person.label} on ${nameOf(rule.activityId)}: ${amount(to)} instead of ${amount(from)}.`
    }
    case 'visits':
      return `Let ${person.label} go to ${nameOf(rule.activityId)} ${countInWords(to ?? 0, 'time', 'times')} instead of ${from}.`
    case 'gap':
      return `Let ${person.label} return to ${nameOf(rule.activityId)} after ${countInWords(to ?? 0, 'day', 'days')} instead of ${from}.`
  }
}
