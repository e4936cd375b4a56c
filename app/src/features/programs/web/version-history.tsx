import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useRoute } from '../../../ui/api.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { instantWords, shortDay } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { diffVersions, type VersionView } from '../contract.ts'
import { ChangeList } from './change-list.tsx'
import type { ProgramAnswer } from './program-page.tsx'

const nameOf = (version: VersionView): string =>
  `${version.label}, from ${shortDay(version.effectiveOn, true)}${version.revision > 1 ? ` (revision ${version.revision})` : ''}`

const stateOf = (version: VersionView): string =>
  version.inForce
    ? 'In force today'
    : version.superseded
      ? 'Replaced by a later revision'
      : 'For the classes that started under it'

/** Every version and revision, and what changed between any two, in words. */
export function VersionHistory(props: {
  readonly program: ProgramAnswer
  readonly onShow: (id: string) => void
  /** Starts a draft from a version; null for those who may not. */
  readonly onStart: ((id: string) => void) | null
}) {
  const { versions } = props.program
  const { onStart } = props
  const columns: readonly Column<VersionView>[] = [
    {
      key: 'name',
      header: 'Version',
      cell: (row) => (
        <Anchor component="button" type="button" underline="always" ta="left" onClick={() => props.onShow(row.id)}>
          {nameOf(row)}
        </Anchor>
      ),
    },
    { key: 'state', header: 'State', cell: stateOf },
    {
      key: 'imported',
      header: 'Stored',
      cell: (row) => `${instantWords(row.importedAt)}${row.importedBy === null ? '' : ` by ${row.importedBy}`}`,
    },
    ...(onStart === null
      ? []
      : [
          {
            key: 'draft',
            header: 'Draft',
            cell: (row: VersionView) => (
              <Anchor component="button" type="button" underline="always" ta="left" onClick={() => onStart(row.id)}>
                Start a draft from it
              </Anchor>
            ),
          },
        ]),
  ]
  return (
    <Stack gap="md">
      <DataTable caption="Versions, newest first" rows={versions} columns={columns} rowKey={(row) => row.id} />
      {versions.length < 2 ? null : <Comparison program={props.program} />}
    </Stack>
  )
}

function Comparison({ program }: { readonly program: ProgramAnswer }) {
  const { versions } = program
  const [to, setTo] = useState(versions[0]?.id ?? '')
  const [from, setFrom] = useState(versions[1]?.id ?? '')
  const query = useRoute(
    diffVersions,
    { params: { programId: program.id }, query: { from, to } },
    { enabled: from !== to, keepLast: true },
  )
  const data = versions.map((version) => ({ value: version.id, label: nameOf(version) }))
  return (
    <Stack gap="sm">
      <Group gap="md" align="end">
        <Select
          label="Compare"
          data={data}
          value={from}
          onChange={(id) => setFrom(id ?? from)}
          allowDeselect={false}
          w={320}
          maw="100%"
        />
        <Select
          label="with"
          data={data}
          value={to}
          onChange={(id) => setTo(id ?? to)}
          allowDeselect={false}
          w={320}
          maw="100%"
        />
      </Group>
      {from === to ? (
        <Text>Choose two different versions.</Text>
      ) : (
        <Loaded query={query}>
          {({ changes }) =>
            changes.length === 0 ? <Text>Nothing differs in what they say.</Text> : <ChangeList changes={changes} />
          }
        </Loaded>
      )}
    </Stack>
  )
}
