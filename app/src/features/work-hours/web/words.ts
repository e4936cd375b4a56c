import { WORK_KINDS } from '@gradus/rules'
import { dayWords } from '../../../ui/date-words.ts'
import type { HourLine, WeekView } from '../contract.ts'

/** "38 h", "38 h 30 min", "45 min" */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return `${rest} min`
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`
}

/** "07:00 to 17:00", "20:00 to 07:00 next day" */
export const timesWords = ({ start, end, endsDaysLater }: Pick<HourLine, 'start' | 'end' | 'endsDaysLater'>): string =>
  `${start} to ${end}${endsDaysLater === 0 ? '' : endsDaysLater === 1 ? ' next day' : ` ${endsDaysLater} days later`}`

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
export const kindName = (kind: keyof typeof WORK_KINDS): string => capital(WORK_KINDS[kind].label)

export const stateWords: Record<WeekView['state'], string> = {
  open: 'Open',
  confirmed: 'Confirmed',
  locked: 'Locked',
  reopened: 'Open again',
}

/** The first line of a week: what is logged, and what is still to do. */
export function weekAnswer(week: WeekView): string {
  const worked = week.minutes === 0 ? 'No hours yet' : `${durationWords(week.minutes)} so far`
  const whose = week.own ? '' : ` of ${week.personName}`
  if (week.state === 'confirmed') return `${durationWords(week.minutes)}${whose}, confirmed.`
  if (week.state === 'locked')
    return week.confirmedThroughOn === null
      ? `${durationWords(week.minutes)}${whose}; the week locked without being confirmed.`
      : `${durationWords(week.minutes)}${whose}; the week is locked.`
  if (week.mayConfirmThroughOn !== null) return `${worked}. Look at the days; if they are right, one tap confirms them.`
  return week.confirmedThroughOn === null
    ? `${worked}${whose}.`
    : `${worked}${whose}; confirmed up to ${dayWords(week.confirmedThroughOn)}.`
}
