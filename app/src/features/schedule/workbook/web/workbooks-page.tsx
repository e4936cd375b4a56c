import { Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { instantWords } from '../../../../ui/date-words.ts'
import { SpreadsheetDrop } from '../../../../ui/file-drop.tsx'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { listYears } from '../../blocks/contract.ts'
import { editScenarios } from '../../scenarios/policy.ts'
import { listWorkbooks, mostWorkbookBytes, sendWorkbook } from '../contract.ts'

type Sent = RouteAnswer<typeof listWorkbooks>['workbooks'][number]

const yearsBack = 8
/** 2026 is 2026-27. */
const yearWords = (startYear: number): string => `${startYear}-${String((startYear + 1) % 100).padStart(2, '0')}`

/** Send a year kept in a spreadsheet, or go on with one that was sent. */
export function WorkbooksPage() {
  const actor = useActor()
  const navigate = useNavigate()
  const scope = useScope()
  const programs = actor.programs.filter(({ id }) => actor.may(editScenarios, { programIds: [id] }))
  const years = useRoute(listYears, {})
  const sent = useRoute(listWorkbooks, {})
  const [program, setProgram] = useState<string | null>(null)
  const [year, setYear] = useState<number | null>(null)
  const programId = program ?? scope.programId ?? programs[0]?.id ?? ''
  const current = years.data?.current ?? 0
  const startYear = year ?? scope.startYear ?? current - 1
  const send = useAction(sendWorkbook, {
    refresh: [listWorkbooks],
    onDone: ({ id }) => void navigate({ to: `/schedule/workbooks/${id}` }),
  })
  const columns: readonly Column<Sent>[] = [
    {
      key: 'file',
      header: 'File',
      cell: (row) => <TextLink to={`/schedule/workbooks/${row.id}`}>{row.fileName}</TextLink>,
    },
    {
      key: 'program',
      header: 'Program',
      cell: (row) => actor.programs.find(({ id }) => id === row.programId)?.shortName ?? '',
    },
    { key: 'year', header: 'Year', sortBy: (row) => row.startYear, cell: (row) => yearWords(row.startYear) },
    {
      key: 'state',
      header: 'State',
      cell: (row) =>
        row.scenarioId === null ? (
          'Waits for answers'
        ) : (
          <TextLink to={`/schedule/scenarios/${row.scenarioId}`} search={{ year: row.startYear }}>
            Imported as a draft
          </TextLink>
        ),
    },
    {
      key: 'sent',
      header: 'Sent',
      sortBy: (row) => row.sentAt,
      cell: (row) => `${instantWords(row.sentAt)} by ${row.sentBy}`,
    },
  ]
  return (
    <Page
      title="Import a year from a spreadsheet"
      answer="People down, blocks, months or weeks across: send the file as it is, and say what it leaves unclear."
    >
      <Section title="Send a file">
        <Stack gap="md">
          <ErrorNotice error={send.error} />
          <Group grow preventGrowOverflow={false} align="end">
            <NativeSelect
              label="Program"
              data={programs.map(({ id, name }) => ({ value: id, label: name }))}
              value={programId}
              onChange={(event) => setProgram(event.currentTarget.value)}
            />
            <NativeSelect
              label="Academic year"
              data={Array.from({ length: yearsBack + 2 }, (_, index) => current + 1 - index).map((start) => ({
                value: String(start),
                label: yearWords(start),
              }))}
              value={String(startYear)}
              onChange={(event) => setYear(Number(event.currentTarget.value))}
            />
          </Group>
          <SpreadsheetDrop
            maxBytes={mostWorkbookBytes}
            busy={send.isPending}
            onChoose={({ name, bytes }) =>
              send.mutate({ query: { programId, startYear: String(startYear), fileName: name }, body: bytes })
            }
          />
          <Text size="sm">
            Several sheets, merged cells, two rows of header and codes such as “MRI/Vac” are read. The people must have
            their appointments in Gradus first. The result is a draft: nothing is published, and nothing is imported
            half.
          </Text>
        </Stack>
      </Section>
      <Loaded query={sent} shape="table">
        {({ workbooks }) =>
          workbooks.length === 0 ? null : (
            <DataTable caption="Sent before" rows={workbooks} columns={columns} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
    </Page>
  )
}
