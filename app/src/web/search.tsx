import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconBolt, IconFile, IconSearch, IconUser } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { getPeople } from '../features/people/contract.ts'
import { listPeople } from '../features/people/policy.ts'
import { mayEnter, useActor, useSession } from '../ui/actor.tsx'
import { useRoute } from '../ui/api.ts'
import type { FeaturePages } from '../ui/feature-page.ts'

const iconOf = { page: IconFile, action: IconBolt, person: IconUser } as const

/** Finds pages, actions and people by name. `asked` grows each time somebody wants it open. */
export function Search({ pages, asked }: { readonly pages: FeaturePages; readonly asked: number }) {
  const session = useSession()
  const actor = useActor()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [settled] = useDebouncedValue(typed.trim(), 200)
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  const people = useRoute(
    getPeople,
    { query: { search: settled, limit: '8' } },
    { enabled: settled.length > 1 && actor.may(listPeople), keepLast: true },
  )

  const action = (kind: keyof typeof iconOf, label: string, to: string, description?: string): SpotlightActionData => {
    const Icon = iconOf[kind]
    return {
      id: `${kind} ${to} ${label}`,
      label,
      ...(description === undefined ? {} : { description }),
      leftSection: <Icon size={20} stroke={1.6} aria-hidden />,
      onClick: () => router.history.push(to),
    }
  }
  const open = pages.filter((page) => mayEnter(session, page.access))
  const matches = (item: SpotlightActionData) => (item.label ?? '').toLowerCase().includes(typed.trim().toLowerCase())
  const found = [
    {
      group: 'Pages',
      actions: open
        .filter((page) => page.icon !== undefined && !page.path.includes(':'))
        .map((page) => action('page', page.label, page.path))
        .filter(matches),
    },
    {
      group: 'Actions',
      actions: open
        .flatMap((page) => page.actions ?? [])
        .filter((item) => mayEnter(session, item.access))
        .map((item) => action('action', item.label, item.to))
        .filter(matches),
    },
    {
      group: 'People',
      actions:
        settled.length > 1
          ? (people.data?.items ?? []).map((person) =>
              action('person', `${person.givenName} ${person.familyName}`, `/people/${person.id}`),
            )
          : [],
    },
  ].filter((group) => group.actions.length > 0)

  return (
    <Spotlight
      actions={found}
      filter={(_, all) => all}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      title="Search"
      classNames={{ header: 'visually-hidden' }}
      overlayProps={{ blur: 0 }}
      scrollable
      maxHeight="60dvh"
      nothingFound={people.isFetching ? 'Searching…' : 'Nothing has this name.'}
      searchProps={{
        'aria-label': 'Search people, pages and actions',
        placeholder: 'People, pages, actions',
        leftSection: <IconSearch size={20} stroke={1.6} aria-hidden />,
      }}
    />
  )
}
