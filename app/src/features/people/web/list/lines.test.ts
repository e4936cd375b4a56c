import { expect, it } from 'vitest'
import type { Directory, ListedPerson } from '../../contract.ts'
import type { ListSettings } from '../../views-contract.ts'
import { linesOf, shownOf } from './lines.ts'
import { everybody, searchOf, settingsOf } from './settings.ts'

const held = (programId: string, startOn: string, endOn: string, level: string | null, combined = false) => ({
  id: `${programId} ${startOn}`,
  programId,
  startOn,
  endOn,
  entryLevel: 'PGY-2',
  level,
  combined,
  active: true,
  ftePercent: combined ? 50 : 100,
  curriculum: null,
})
const person = (familyName: string, givenName: string, more: Partial<ListedPerson>): ListedPerson => ({
  id: familyName,
  givenName,
  familyName,
  email: null,
  staffNumber: null,
  archived: false,
  account: 'active',
  appointments: [],
  roles: [],
  mayEdit: true,
  ...more,
})
const people: ListedPerson[] = [
  person('Ångström', 'José', { appointments: [held('p', '2026-07-01', '2027-06-30', 'PGY-10')], staffNumber: 'N-1' }),
  person('Both', 'Bea', {
    appointments: [
      held('p', '2026-07-01', '2027-06-30', 'PGY-6', true),
      held('q', '2026-07-01', '2027-06-30', 'PGY-6', true),
    ],
  }),
  person('Coming', 'Cy', { appointments: [held('p', '2027-07-01', '2028-06-30', null)], account: 'none' }),
  person('Done', 'Dee', {
    appointments: [held('p', '2024-07-01', '2025-06-30', null)],
    roles: [
      { role: 'faculty', programId: 'q' },
      { role: 'director', programId: 'q' },
    ],
  }),
]
const directory: Directory = {
  today: '2026-11-18',
  total: people.length,
  programs: [
    { id: 'p', name: 'Program P', shortName: 'P' },
    { id: 'q', name: 'Program Q', shortName: 'Q' },
  ],
  people,
}
const names = (settings: Partial<ListSettings>, late: ReadonlySet<string> | null = null) =>
  shownOf(linesOf(directory, settings.programId ?? null), { ...everybody, ...settings }, late).map(
    (line) => line.person.familyName,
  )

it('searches without accents, in any order of words, in names and numbers', () => {
  expect(names({ text: 'jose ang' })).toEqual(['Ångström'])
  expect(names({ text: 'STROM n-1' })).toEqual(['Ångström'])
  expect(names({ text: 'jose both' })).toEqual([])
})

it('tells where people stand, in all programs or in one', () => {
  const of = (programId: string | null) =>
    Object.fromEntries(linesOf(directory, programId).map((line) => [line.person.familyName, [line.status, line.place]]))
  expect(of(null)).toEqual({
    Ångström: ['current', 'PGY-10, P'],
    Both: ['current', 'PGY-6, P; PGY-6, Q'],
    Coming: ['incoming', 'PGY-2, P'],
    Done: ['current', 'Finished, P; Faculty, Q; Program director, Q'],
  })
  expect(of('p')['Done']).toEqual(['finished', 'Finished, P'])
  expect(Object.keys(of('q'))).toEqual(['Both', 'Done'])
})

it('filters by each part, together', () => {
  expect(names({ role: 'trainee', status: 'current', programId: 'p' })).toEqual(['Ångström', 'Both'])
  expect(names({ level: 'PGY-6' })).toEqual(['Both'])
  expect(names({ combined: true })).toEqual(['Both'])
  expect(names({ status: 'incoming' })).toEqual(['Coming'])
  expect(names({ withoutAccount: true })).toEqual(['Coming'])
  expect(names({ documents: true }, new Set(['Done']))).toEqual(['Done'])
  expect(names({ role: 'director' })).toEqual(['Done'])
})

it('sorts as people do, blanks last', () => {
  expect(names({ sort: { key: 'level', order: 'desc' } })).toEqual(['Ångström', 'Both', 'Coming', 'Done'])
  expect(names({ sort: { key: 'endOn', order: 'asc' } })).toEqual(['Done', 'Ångström', 'Both', 'Coming'])
})

it('stands in the address and is read from it again', () => {
  const settings: ListSettings = {
    ...everybody,
    text: 'jose',
    role: 'trainee',
    combined: true,
    sort: { key: 'endOn', order: 'desc' },
  }
  expect(settingsOf(searchOf(settings) as Parameters<typeof settingsOf>[0])).toEqual(settings)
  expect(settingsOf({ role: 'king', q: 'x' })).toEqual(everybody)
})
