import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { IconBolt, IconFile, IconSearch } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { mayEnter, useSession } from '../ui/actor.tsx'
import type { FeaturePages } from '../ui/feature-page.ts'

const iconOf = { page: IconFile, action: IconBolt } as const

/** Finds pages, actions and people by name. `asked` grows each time somebody wants it open. */
export function Search({ pages, asked }: { readonly pages: FeaturePages; readonly asked: number }) {
  const session = useSession()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])

  const action = (kind: keyof typeof iconOf, label: string, to: string): SpotlightActionData => {
    const Icon = iconOf[kind]
    return {
      id: `${kind} ${to} ${label}`,
      label,
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
  ].filter((group) => group.actions.length > 0)

  return (
    <Spotlight
      actions={found}
      filter={(_, all) => all}
      query={typed}
      onQueryChange={setTyped}
      shortcut={null}
      scrollable
      maxHeight="60dvh"
      nothingFound="Nothing has this name."
      searchProps={{
        'aria-label': 'Search people, pages and actions',
        placeholder: 'People, pages, actions',
        leftSection: <IconSearch size={20} stroke={1.6} aria-hidden />,
      }}
    />
  )
}
