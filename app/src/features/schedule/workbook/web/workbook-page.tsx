import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { answerKey, useAction, useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, usePathParams } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { editPeople } from '../../../people/policy.ts'
import { listScenarios } from '../../scenarios/contract.ts'
import {
  type Choices,
  chooseInWorkbook,
  discardWorkbook,
  getWorkbook,
  importWorkbook,
  listWorkbooks,
  type WorkbookView,
} from '../contract.ts'
import { CodeList } from './code-list.tsx'
import { NameList } from './name-list.tsx'
import { SheetLayout } from './sheet-layout.tsx'
import { WorkbookPreview } from './workbook-preview.tsx'

/** What a workbook was understood to say, what is unclear, and how it will look; then a draft of all of it. */
export function WorkbookPage() {
  const { workbookId = '' } = usePathParams()
  const query = useRoute(getWorkbook, { params: { workbookId } })
  return (
    <Page title={query.data?.fileName ?? 'Import a year'} answer={query.data?.sentence}>
      <Loaded query={query} shape="table">
        {(view) => <Workbook view={view} onReload={() => void query.refetch()} />}
      </Loaded>
    </Page>
  )
}

function Workbook({ view, onReload }: { readonly view: WorkbookView; readonly onReload: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const params = { workbookId: view.id }
  const choose = useAction(chooseInWorkbook, {
    onDone: (next) => client.setQueryData(answerKey(getWorkbook, { params }), next),
  })
  const discard = useAction(discardWorkbook, {
    refresh: [listWorkbooks],
    onDone: () => void navigate({ to: '/schedule/workbooks' }),
  })
  const change = (part: Partial<Choices>) =>
    choose.mutate({ params, body: { expectedVersion: view.version, choices: { ...view.choices, ...part } } })
  if (view.scenarioId !== null)
    return (
      <Section>
        <ButtonLink to={`/schedule/scenarios/${view.scenarioId}`} search={{ year: view.startYear }}>
          Open the draft
        </ButtonLink>
      </Section>
    )
  const busy = choose.isPending
  return (
    <>
      <ErrorNotice
        error={choose.error ?? discard.error}
        onRetry={() => {
          choose.reset()
          onReload()
        }}
        retryLabel="Look again"
      />
      <Section title="Sheets">
        <Stack gap="lg">
          {view.sheets.map((sheet, index) => (
            <SheetLayout
              key={`${index} ${sheet.name}`}
              sheet={sheet}
              choice={view.choices.sheets[index] ?? {}}
              busy={busy}
              onChange={(choice) => change({ sheets: { ...view.choices.sheets, [index]: choice } })}
            />
          ))}
        </Stack>
      </Section>
      <Section title="People">
        <NameList
          view={view}
          busy={busy}
          onChange={(key, value) => {
            const { [key]: _before, ...others } = view.choices.people
            change({ people: value === null ? others : { ...others, [key]: value } })
          }}
        />
      </Section>
      <Section title="Codes">
        <CodeList
          view={view}
          busy={busy}
          onChange={(code, meaning) => {
            const { [code]: _before, ...others } = view.choices.codes
            change({ codes: meaning === null ? others : { ...others, [code]: meaning } })
          }}
        />
      </Section>
      <Section title="How it will look">
        <WorkbookPreview view={view} />
      </Section>
      <Section title="Import">
        <ImportForm view={view} />
      </Section>
      <Group justify="end">
        <Button
          variant="subtle"
          loading={discard.isPending}
          onClick={() => discard.mutate({ params, body: { expectedVersion: view.version } })}
        >
          Put this file away
        </Button>
      </Group>
    </>
  )
}

function ImportForm({ view }: { readonly view: WorkbookView }) {
  const actor = useActor()
  const navigate = useNavigate()
  const mayEnterLeave = actor.may(editPeople, { programIds: [view.programId] })
  const [name, setName] = useState(`${view.yearLabel} from ${view.fileName}`.slice(0, 200))
  const [enterLeaves, setEnterLeaves] = useState(mayEnterLeave)
  const { assignments, leaves } = view.counts
  const take = useAction(importWorkbook, {
    refresh: [listWorkbooks, getWorkbook, listScenarios],
    onDone: ({ scenarioId, sentence }) => {
      notifications.show({ message: sentence })
      void navigate({ to: `/schedule/scenarios/${scenarioId}`, search: { year: view.startYear } })
    },
  })
  return (
    <Stack gap="md">
      <ErrorNotice error={take.error} shown={['name']} />
      <TextInput label="Name of the draft" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      {leaves > 0 && mayEnterLeave ? (
        <Checkbox
          label={`Also enter the ${leaves === 1 ? 'leave' : `${leaves} leaves`} of the file, where none is known`}
          checked={enterLeaves}
          onChange={(event) => setEnterLeaves(event.currentTarget.checked)}
        />
      ) : null}
      <Group justify="end">
        <Button
          disabled={!view.ready}
          loading={take.isPending}
          onClick={() =>
            take.mutate({
              params: { workbookId: view.id },
              body: { expectedVersion: view.version, name, enterLeaves: enterLeaves && leaves > 0 },
            })
          }
        >
          {assignments === 1 ? 'Draft 1 assignment' : `Draft ${assignments} assignments`}
        </Button>
      </Group>
    </Stack>
  )
}
