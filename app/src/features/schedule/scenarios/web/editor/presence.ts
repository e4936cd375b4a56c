import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { dayNumber, dayText } from '../../../../../ui/day-number.ts'
import type { Mark } from '../../../blocks/web/grid/grid-editing.ts'
import type { Here, PresencePlace } from '../../presence-contract.ts'
import type { Selection } from './selection.ts'

/** "Kira Kestrel" is KK. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '')
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('')
}

/** The same person has the same colour on every page. */
export const tintOfPerson = (personId: string): number =>
  personId.split('').reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % 12

const mostRows = 60

/** A selection as it is told to the others. */
export const placeOf = (people: readonly PersonLine[], selection: Selection | null): PresencePlace | null =>
  selection === null
    ? null
    : {
        appointmentIds: people
          .slice(selection.first, selection.last + 1)
          .slice(0, mostRows)
          .map(({ row }) => row.appointmentId),
        startOn: dayText(selection.startDay),
        endOn: dayText(selection.endDay),
      }

/** Where the others are, as marks on the lines that are shown; the name stands at the first of them. */
export function presenceMarks(people: readonly PersonLine[], others: readonly Here[]): [number, Mark][] {
  if (others.length === 0) return []
  const lines = new Map(people.map((line) => [line.row.appointmentId, line]))
  return others.flatMap(({ place, personId, name, tab }) =>
    (place?.appointmentIds ?? []).flatMap((id, index): [number, Mark][] => {
      const line = lines.get(id)
      if (line === undefined || place === null) return []
      const span = { startDay: dayNumber(place.startOn), endDay: dayNumber(place.endOn) }
      const who = { tab, name, initials: index === 0 ? initialsOf(name) : '', tint: tintOfPerson(personId) }
      return [[line.index, { ...span, kind: 'other', who }]]
    }),
  )
}

/** "Kira Kestrel is here", "Kira Kestrel and Oona Pewter are here". */
export function hereWords(others: readonly Here[]): string {
  const names = [...new Set(others.map(({ name }) => name))]
  const last = names.at(-1) ?? ''
  return names.length < 2 ? `${last} is here` : `${names.slice(0, -1).join(', ')} and ${last} are here`
}
