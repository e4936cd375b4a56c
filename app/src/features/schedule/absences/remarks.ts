import { type Day, dayOf, formatDay, formatRange, overlap, plural } from '@gradus/rules'
import type { Balance, Remark } from './contract.ts'
import type { AbsenceKind, AbsenceSettings } from './settings.ts'
import { rangeOf } from './takes.ts'

/** Somebody else's time away, with the rotation they are on by day. */
export interface OtherAway {
  readonly personId: string
  readonly startOn: Day
  readonly endOn: Day
}

export interface Situation {
  readonly settings: AbsenceSettings
  readonly kind: AbsenceKind
  readonly wanted: { readonly startOn: string; readonly endOn: string }
  readonly today: Day
  readonly takesDays: number
  readonly balance: Balance | null
  readonly others: readonly OtherAway[]
  /** The rotation of a person on a day, of this program; null for none. */
  readonly rotationOn: (personId: string, day: Day) => string | null
  readonly levelOn: (personId: string, day: Day) => string | null
  readonly personId: string
  readonly rotationName: (rotationId: string) => string
}

/** What a program's own decisions say about time away: blackouts, limits, notice and the allowance. */
export function remarksOn(situation: Situation): Remark[] {
  const { settings, kind, wanted, today, balance } = situation
  const range = rangeOf(wanted)
  const remarks: Remark[] = []
  if (balance?.leftDays !== null && balance !== null && balance.leftDays < situation.takesDays)
    remarks.push({
      firm: false,
      sentence: `This takes ${plural(situation.takesDays, 'working day')} and ${plural(Math.max(0, balance.leftDays), 'day')} of ${kind.name.toLowerCase()} are left this year.`,
    })
  if (kind.exempt) return remarks
  const ahead = range.startOn - today
  if (ahead < settings.noticeDays)
    remarks.push({
      firm: false,
      sentence: `The program asks for ${plural(settings.noticeDays, 'day')} of notice; this is ${plural(Math.max(0, ahead), 'day')} ahead.`,
    })
  return [...remarks, ...blackoutRemarks(situation), ...limitRemarks(situation)]
}

function blackoutRemarks({ settings, wanted, personId, rotationOn, rotationName }: Situation): Remark[] {
  const range = rangeOf(wanted)
  return settings.blackouts.flatMap((blackout) => {
    const days = overlap(range, { startOn: dayOf(blackout.startOn), endOn: dayOf(blackout.endOn) })
    if (days === null) return []
    const { rotationId } = blackout
    if (rotationId !== null && !daysOf(days).some((day) => rotationOn(personId, day) === rotationId)) return []
    const whom = rotationId === null ? 'nobody' : `nobody on ${rotationName(rotationId)}`
    return [{ firm: blackout.firm, sentence: `${blackout.name}: ${whom} is to be away, ${formatRange(days)}.` }]
  })
}

function limitRemarks(situation: Situation): Remark[] {
  const { settings, wanted, personId, others, rotationOn, levelOn, rotationName } = situation
  return settings.limits.flatMap(({ rotationId, level, most, firm }) => {
    const concerns = (id: string, day: Day) =>
      (rotationId === null || rotationOn(id, day) === rotationId) && (level === null || levelOn(id, day) === level)
    const full = daysOf(rangeOf(wanted)).flatMap((day) => {
      if (!concerns(personId, day)) return []
      const away = new Set(
        others
          .filter((other) => other.startOn <= day && day <= other.endOn)
          .filter((other) => concerns(other.personId, day))
          .map((other) => other.personId),
      )
      return away.size + 1 > most ? [{ day, away: away.size }] : []
    })
    const worst = full.reduce<(typeof full)[number] | null>((a, b) => (a !== null && a.away >= b.away ? a : b), null)
    if (worst === null) return []
    const where = rotationId === null ? 'in the program' : `on ${rotationName(rotationId)}`
    const whom = level === null ? '' : ` at ${level}`
    const more = full.length === 1 ? '' : `, and so on ${plural(full.length - 1, 'more day')}`
    return [
      {
        firm,
        sentence: `At most ${plural(most, 'trainee')}${whom} may be away at once ${where}; on ${formatDay(worst.day)} ${worst.away} ${worst.away === 1 ? 'is' : 'are'} already${more}.`,
      },
    ]
  })
}

const daysOf = ({ startOn, endOn }: { readonly startOn: Day; readonly endOn: Day }): Day[] =>
  Array.from({ length: endOn - startOn + 1 }, (_, index) => startOn + index)
