import { type Role, roleNames } from '../../../../contract/roles.ts'
import { type Sort, sortRows } from '../../../../ui/sort-rows.ts'
import type { Directory, ListedPerson } from '../../contract.ts'
import { folded, searchWords } from '../../fold.ts'
import type { ListSettings, Status } from '../../views-contract.ts'
import { accountWords } from '../person-words.ts'

/** A person as the list shows them, with what it searches, filters and sorts by. */
export interface Line {
  readonly person: ListedPerson
  readonly name: string
  readonly status: Status
  /** The levels of today, or those at which coming appointments start. */
  readonly levels: readonly string[]
  readonly roles: readonly Role[]
  readonly combined: boolean
  readonly place: string
  readonly startOn: string | null
  readonly endOn: string | null
  readonly share: number | null
  readonly searched: string
}

type Held = ListedPerson['appointments'][number]

export const statusNames: Record<Status, string> = {
  current: 'Current',
  incoming: 'Incoming',
  finished: 'Finished',
  none: 'No place',
  archived: 'Put away',
}

/** The appointments that say where somebody stands: those of today, else the next, else the last. */
function telling(held: readonly Held[], today: string): { readonly status: Status; readonly told: readonly Held[] } {
  const now = held.filter(({ startOn, endOn }) => startOn <= today && today <= endOn)
  if (now.length > 0) return { status: 'current', told: now }
  const coming = held.filter(({ startOn }) => startOn > today)
  const [next] = coming
  if (next !== undefined) return { status: 'incoming', told: coming.filter(({ startOn }) => startOn === next.startOn) }
  const last = held
    .map(({ endOn }) => endOn)
    .sort()
    .at(-1)
  return { status: last === undefined ? 'none' : 'finished', told: held.filter(({ endOn }) => endOn === last) }
}

const byName = new Intl.Collator('en', { sensitivity: 'base' })

const least = (days: readonly string[]): string | null => days.toSorted()[0] ?? null

/** People as lines, by name; with a program, only those who have a place in it, and only what they are there. */
export function linesOf({ people, programs, today }: Directory, programId: string | null): Line[] {
  const names = new Map(programs.map((program) => [program.id, program.shortName]))
  const lines = people.flatMap((person): Line[] => {
    const here = <T extends { readonly programId: string | null }>(places: readonly T[]) =>
      programId === null ? places : places.filter((place) => place.programId === programId)
    const [held, granted] = [here(person.appointments), here(person.roles)]
    if (programId !== null && held.length + granted.length === 0) return []
    const { status, told } = telling(held, today)
    const isTrainee = held.length > 0 || granted.some(({ role }) => role === 'trainee')
    const others = [...new Set(granted.map(({ role }) => role))].filter((role) => role !== 'trainee')
    const name = `${person.familyName}, ${person.givenName}`
    const levelOf = (row: Held) => (status === 'finished' ? null : (row.level ?? row.entryLevel))
    const training = told.map((row) => `${levelOf(row) ?? 'Finished'}, ${names.get(row.programId) ?? ''}`)
    const shares = told.flatMap(({ ftePercent }) => ftePercent ?? [])
    const line = {
      person,
      name,
      status: person.archived ? 'archived' : others.length > 0 && status !== 'incoming' ? 'current' : status,
      levels: told.flatMap((row) => levelOf(row) ?? []),
      roles: isTrainee ? (['trainee', ...others] as const) : others,
      combined: told.some(({ combined }) => combined),
      place: [...training, ...placesOf(granted, names)].join('; '),
      startOn: least(told.map(({ startOn }) => startOn)),
      endOn:
        told
          .map(({ endOn }) => endOn)
          .sort()
          .at(-1) ?? null,
      share: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0),
    } as const
    const searched = folded(
      `${person.givenName} ${person.familyName} ${person.email ?? ''} ${person.staffNumber ?? ''}`,
    )
    return [{ ...line, searched }]
  })
  return lines.sort((a, b) => byName.compare(a.name, b.name))
}

/** "Faculty, MSK, Body": each role once, with the programs it is held in. */
function placesOf(granted: readonly ListedPerson['roles'][number][], names: ReadonlyMap<string, string>): string[] {
  const byRole = new Map<Role, string[]>()
  for (const { role, programId } of granted) {
    if (role === 'trainee') continue
    const programs = byRole.get(role) ?? []
    if (programId !== null) programs.push(names.get(programId) ?? '')
    byRole.set(role, programs)
  }
  return [...byRole].map(([role, programs]) => [roleNames[role], ...programs].join(', '))
}

/** Whether a line is listed. `late` are the people whose documents are not in order, as far as they are asked for. */
export function isListed(
  line: Line,
  settings: ListSettings,
  words: readonly string[],
  late: ReadonlySet<string> | null,
) {
  const { role, level, status, combined, documents, withoutAccount } = settings
  return (
    words.every((word) => line.searched.includes(word)) &&
    (role === null || line.roles.includes(role)) &&
    (level === null || line.levels.includes(level)) &&
    (status === null || line.status === status) &&
    (!combined || line.combined) &&
    (!documents || late === null || late.has(line.person.id)) &&
    (!withoutAccount || line.person.account === 'none')
  )
}

const statusOrder: readonly Status[] = ['current', 'incoming', 'finished', 'none', 'archived']

const sortedBy: Record<ListSettings['sort']['key'], (line: Line) => string | number | null> = {
  name: ({ name }) => name,
  place: ({ place }) => place,
  level: ({ levels }) => levels[0] ?? null,
  status: ({ status }) => statusOrder.indexOf(status),
  startOn: ({ startOn }) => startOn,
  endOn: ({ endOn }) => endOn,
  share: ({ share }) => share,
  email: ({ person }) => person.email,
  account: ({ person }) => accountWords[person.account],
}

/** What is shown, in its order. */
export function shownOf(
  lines: readonly Line[],
  settings: ListSettings,
  late: ReadonlySet<string> | null,
): readonly Line[] {
  const words = searchWords(settings.text)
  const found = lines.filter((line) => isListed(line, settings, words, late))
  const { key, order }: Pick<Sort, 'order'> & ListSettings['sort'] = settings.sort
  // Lines come by name; a sort by anything else keeps that order within.
  return key === 'name' && order === 'asc' ? found : sortRows(found, sortedBy[key], order)
}
