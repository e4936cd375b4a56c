import { Button, Checkbox, Group, SegmentedControl, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBell, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, usePageSearch, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { type Checklist, deskChecklists, remindOfChecklists } from '../contract.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { matchesText } from './matches-text.ts'
import { PeopleTable } from './people-table.tsx'
import { ThingsTable } from './things-table.tsx'
import { kindNames, progressOf } from './words.ts'

function answerOf(lists: readonly Checklist[]): string {
  const open = lists.filter(({ items }) => progressOf(items).next !== undefined)
  const people = new Set(open.map(({ personId }) => personId)).size
  const late = new Set(open.filter(({ items }) => progressOf(items).late > 0).map(({ personId }) => personId)).size
  if (lists.length === 0) return 'No list is open.'
  if (people === 0) return 'Everybody has settled everything.'
  return late === 0
    ? `Nobody is late; ${people} ${people === 1 ? 'person has' : 'people have'} something to do.`
    : `${late} of ${people} people with open lists ${late === 1 ? 'is' : 'are'} late.`
}

/** Who comes, leaves or returns, and what is still missing: by person, or by thing with its tick in place. */
export function DeskPage() {
  const { programId } = useScope()
  const actor = useActor()
  const [search, setSearch] = usePageSearch()
  const query = useRoute(deskChecklists, { query: { programId } })
  const [text, setText] = useState('')
  const [kind, setKind] = useState<string | null>(null)
  const [lateOnly, setLateOnly] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [beginning, setBeginning] = useState(false)
  const view = search['view'] === 'things' || search['owner'] === 'mine' ? 'things' : 'people'
  const remind = useAction(remindOfChecklists, {
    onDone: ({ reminded, alreadyToday }) => {
      const again = alreadyToday === 0 ? '' : ` ${alreadyToday} had been reminded today already.`
      notifications.show({ message: `${reminded === 1 ? '1 person is' : `${reminded} people are`} reminded.${again}` })
      setChosen(new Set())
    },
  })
  const shown = (lists: readonly Checklist[]) =>
    lists.filter(
      (list) =>
        (kind === null || list.kind === kind) &&
        matchesText(text, `${list.personName} ${list.name} ${list.items.map(({ title }) => title).join(' ')}`),
    )
  const mine = actor.grants.map(({ role }) => role as string)
  return (
    <Page
      title="Checklists"
      wide
      answer={query.data === undefined ? undefined : answerOf(query.data.lists)}
      actions={
        <>
          <ButtonLink to="/off-site" variant="default">
            Other sites
          </ButtonLink>
          <ButtonLink to="/checklists/templates" variant="default">
            What is on the lists
          </ButtonLink>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setBeginning(true)}>
            Begin a list
          </Button>
        </>
      }
    >
      <Loaded query={query} shape="table">
        {({ lists, templates }) =>
          templates === 0 ? (
            <EmptyState
              title="No checklist is written yet"
              action={<ButtonLink to="/checklists/templates">Write the first one</ButtonLink>}
            >
              Say once what has to be done before somebody comes, leaves or returns. Whoever is appointed then gets the
              list by themselves.
            </EmptyState>
          ) : lists.length === 0 ? (
            <EmptyState title="Nobody comes, leaves or returns soon">
              Lists stand here from the days before that you have written, and until half a year after.
            </EmptyState>
          ) : (
            <>
              <Group gap="sm">
                <SegmentedControl
                  aria-label="How to look"
                  value={view}
                  onChange={(value) => setSearch({ view: value === 'things' ? 'things' : undefined, owner: undefined })}
                  data={[
                    { value: 'people', label: 'By person' },
                    { value: 'things', label: 'By thing' },
                  ]}
                />
                <TextInput
                  aria-label="Search people and things"
                  placeholder="Person or thing"
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                <Select
                  aria-label="Kind of list"
                  placeholder="All lists"
                  clearable
                  data={(['arrival', 'departure', 'return'] as const).map((value) => ({
                    value,
                    label: kindNames[value],
                  }))}
                  value={kind}
                  onChange={setKind}
                />
                <Checkbox
                  label="Only what is late"
                  checked={lateOnly}
                  onChange={(event) => setLateOnly(event.currentTarget.checked)}
                />
                {view === 'people' ? (
                  <Button
                    leftSection={<IconBell size={18} aria-hidden />}
                    variant="default"
                    disabled={chosen.size === 0}
                    loading={remind.isPending}
                    onClick={() => remind.mutate({ body: { personIds: [...chosen] } })}
                  >
                    {chosen.size === 0 ? 'Remind' : `Remind ${chosen.size}`}
                  </Button>
                ) : null}
              </Group>
              <ErrorNotice error={remind.error} />
              {view === 'people' ? (
                <PeopleTable
                  lists={shown(lists).filter(({ items }) => !lateOnly || progressOf(items).late > 0)}
                  chosen={chosen}
                  onChoose={setChosen}
                />
              ) : (
                <ThingsTable
                  lists={shown(lists)}
                  lateOnly={lateOnly}
                  initialOwner={
                    search['owner'] === 'mine' ? (mine.includes('coordinator') ? 'coordinator' : 'director') : null
                  }
                />
              )}
            </>
          )
        }
      </Loaded>
      {beginning ? <BeginDialog onClose={() => setBeginning(false)} /> : null}
    </Page>
  )
}
