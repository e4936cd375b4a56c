import { Button, Group, Menu } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconDownload, IconFileImport, IconHistory, IconUserPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { addressOf } from '../../../contract/client.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { saveCsv } from '../../../ui/csv-button.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, usePageSearch } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { verifyDocuments } from '../../documents/policy.ts'
import { type Directory, getDirectory } from '../contract.ts'
import { editPeople, exportPeople, importPeople, readPerson } from '../policy.ts'
import { exportPeopleFile } from '../transfer/contract.ts'
import type { ListSettings } from '../views-contract.ts'
import { AddPerson } from './add-person.tsx'
import { ChosenBar } from './bulk/chosen-bar.tsx'
import { FilterBar } from './list/filter-bar.tsx'
import { type Line, linesOf, shownOf } from './list/lines.ts'
import { csvHeader, csvRow, PeopleTable } from './list/people-table.tsx'
import { PeopleViews } from './list/people-views.tsx'
import { nobody, type Selection } from './list/selection.ts'
import { everybody, filterCount, searchOf, settingsOf } from './list/settings.ts'
import { useLateDocuments } from './list/use-late-documents.ts'

const byName = new Intl.Collator('en', { numeric: true })

/** Everybody of one's programs: searched, filtered and sorted as one types; chosen, to change many at once. */
export function PeoplePage() {
  const actor = useActor()
  const [search, change] = usePageSearch()
  const [typed, setTyped] = useState(() => settingsOf(search))
  const settings: ListSettings = {
    ...typed,
    programId: search.program ?? null,
    documents: typed.documents && actor.may(verifyDocuments),
  }
  const [selection, setSelection] = useState<Selection>(nobody)
  // The address follows the list with a pause, so that typing is not held up.
  const follow = useDebouncedCallback((next: ListSettings) => change(searchOf(next)), 400)
  const narrow = (next: Partial<ListSettings>) => {
    const all = { ...settings, ...next }
    setTyped(all)
    setSelection((now) => ({ ...now, cursor: 0, anchor: 0 }))
    if (all.programId === settings.programId) follow(all)
    else change(searchOf(all))
  }
  const query = useRoute(
    getDirectory,
    { query: { archived: settings.status === 'archived' ? 'true' : 'false' } },
    { keepLast: true },
  )
  const late = useLateDocuments(settings.documents)
  const { data } = query
  const lines = useMemo(() => (data === undefined ? [] : linesOf(data, settings.programId)), [data, settings.programId])
  const levels = useMemo(
    () => [...new Set(lines.flatMap((line) => line.levels))].sort((a, b) => byName.compare(a, b)),
    [lines],
  )
  const shown = shownOf(lines, settings, late)
  const mayAdd = actor.may(editPeople)
  const open = () => change({ add: true })
  return (
    <Page
      wide
      title="People"
      answer={data === undefined ? undefined : answerOf(shown, settings, data)}
      actions={<Actions settings={settings} onChoose={narrow} shown={shown} onAdd={open} />}
    >
      <List
        query={query}
        shown={shown}
        settings={settings}
        levels={levels}
        onNarrow={narrow}
        selection={selection}
        onSelect={setSelection}
        onAdd={open}
      />
      {mayAdd ? <AddPerson opened={search['add'] === true} onClose={() => change({ add: undefined })} /> : null}
    </Page>
  )
}

function List(props: {
  readonly query: ReturnType<typeof useRoute<typeof getDirectory>>
  readonly shown: readonly Line[]
  readonly settings: ListSettings
  readonly levels: readonly string[]
  readonly onNarrow: (next: Partial<ListSettings>) => void
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onAdd: () => void
}) {
  const { shown, settings, selection, onSelect } = props
  const actor = useActor()
  const navigate = useNavigate()
  const grid = useRef<HTMLDivElement>(null)
  const mayChoose = actor.may(editPeople)
  // Who left the list altogether is chosen no longer; who is only filtered out stays chosen, and the bar says so.
  const people = props.query.data?.people
  useEffect(() => {
    if (people === undefined || selection.ids.size === 0) return
    const known = new Set(people.map(({ id }) => id))
    const ids = new Set([...selection.ids].filter((id) => known.has(id)))
    if (ids.size < selection.ids.size) onSelect({ ...selection, base: ids, ids })
  }, [people, selection, onSelect])
  const mayOpen = ({ person }: Line) => {
    const programIds = [...person.appointments, ...person.roles].flatMap(({ programId }) => programId ?? [])
    return actor.may(readPerson, { programIds, personId: person.id })
  }
  return (
    <>
      <FilterBar
        settings={settings}
        onChange={props.onNarrow}
        levels={props.levels}
        onDown={() => grid.current?.focus()}
      />
      <Loaded query={props.query} shape="table">
        {(directory) => (
          <>
            {mayChoose ? (
              <ChosenBar
                directory={directory}
                shown={shown}
                selection={selection}
                programId={settings.programId}
                onClear={() => onSelect(nobody)}
              />
            ) : null}
            {shown.length === 0 ? (
              <NobodyHere settings={settings} onAdd={props.onAdd} mayAdd={mayChoose} />
            ) : (
              <PeopleTable
                lines={shown}
                selection={selection}
                onSelect={onSelect}
                sort={settings.sort}
                onSort={(sort) => props.onNarrow({ sort })}
                mayChoose={mayChoose}
                mayOpen={mayOpen}
                onOpen={({ person }) => void navigate({ to: `/people/${person.id}` })}
                grid={grid}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  )
}

function answerOf(shown: readonly Line[], settings: ListSettings, { people, total }: Directory): string {
  const count = shown.length === 1 ? '1 person' : `${shown.length.toLocaleString('en')} people`
  const beyond = total > people.length ? ` Of ${total.toLocaleString('en')}, the first ${people.length} are read.` : ''
  if (settings.withoutAccount) return `${count} cannot sign in yet.${beyond}`
  if (settings.status === 'archived') return `${count} put away.${beyond}`
  return settings.text === '' && filterCount(settings) === 0 ? `${count}.${beyond}` : `${count} found.${beyond}`
}

function NobodyHere(props: { readonly settings: ListSettings; readonly mayAdd: boolean; readonly onAdd: () => void }) {
  const { settings } = props
  if (settings.text !== '' || filterCount(settings) > 0)
    return <EmptyState title="Nobody matches">Take a filter away, or search for fewer words.</EmptyState>
  return (
    <EmptyState
      title="Nobody is here yet"
      {...(props.mayAdd ? { action: <Button onClick={props.onAdd}>Add a person</Button> } : {})}
    >
      Import your people from a spreadsheet, or add them one by one.
    </EmptyState>
  )
}

function Actions(props: {
  readonly settings: ListSettings
  readonly onChoose: (settings: ListSettings) => void
  readonly shown: readonly Line[]
  readonly onAdd: () => void
}) {
  const actor = useActor()
  const { settings } = props
  return (
    <Group gap="xs">
      <PeopleViews settings={settings} onChoose={(chosen) => props.onChoose({ ...everybody, ...chosen })} />
      {actor.may(editPeople) ? (
        <ButtonLink to="/people/changes" variant="default" leftSection={<IconHistory size={18} aria-hidden />}>
          Changes
        </ButtonLink>
      ) : null}
      <ExportMenu programId={settings.programId ?? undefined} shown={props.shown} />
      {actor.may(importPeople) ? (
        <ButtonLink
          to="/people/import"
          variant="default"
          visibleFrom="sm"
          leftSection={<IconFileImport size={18} aria-hidden />}
        >
          Import
        </ButtonLink>
      ) : null}
      {actor.may(editPeople) ? (
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={props.onAdd}>
          Add a person
        </Button>
      ) : null}
    </Group>
  )
}

function ExportMenu(props: { readonly programId: string | undefined; readonly shown: readonly Line[] }) {
  const actor = useActor()
  const { programId, shown } = props
  const href = (format: 'csv' | 'xlsx') => addressOf(exportPeopleFile, { query: { format, programId } })
  const save = () => saveCsv({ fileName: 'people.csv', header: csvHeader, rows: shown.map(csvRow) })
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={save}>What is shown (CSV)</Menu.Item>
        {actor.may(exportPeople) ? (
          <>
            <Menu.Label>Everybody, to be imported again</Menu.Label>
            <Menu.Item component="a" href={href('xlsx')} download>
              Excel workbook (XLSX)
            </Menu.Item>
            <Menu.Item component="a" href={href('csv')} download>
              CSV
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
