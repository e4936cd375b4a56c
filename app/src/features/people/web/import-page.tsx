import { Button, Group, Stepper, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import type { ChosenFile } from '../../../ui/file-drop.tsx'
import { ButtonLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { getDirectory, getPeople } from '../contract.ts'
import { type ColumnMapping, importPeopleFile } from '../transfer/contract.ts'
import { ImportCheck } from './import-check.tsx'
import { ImportColumns } from './import-columns.tsx'
import { ImportFile } from './import-file.tsx'

/** Choose a file, say what its columns mean, see every row, then import all of it or nothing. */
export function ImportPage() {
  const [step, setStep] = useState(0)
  const [file, setFile] = useState<ChosenFile | null>(null)
  const [mapping, setMapping] = useState<ColumnMapping>({})
  const check = useAction(importPeopleFile, { onDone: (preview) => setMapping(preview.mapping) })
  const commit = useAction(importPeopleFile, {
    refresh: [getDirectory, getPeople],
    onDone: ({ sentence }) => {
      notifications.show({ message: sentence })
      setStep(3)
    },
  })
  const ask = (bytes: Uint8Array<ArrayBuffer>, wanted?: ColumnMapping) =>
    check.mutate({
      query: { commit: 'false', mapping: wanted === undefined ? undefined : JSON.stringify(wanted) },
      body: bytes,
    })
  const choose = (chosen: ChosenFile) => {
    commit.reset()
    setFile(chosen)
    setStep(1)
    ask(chosen.bytes)
  }
  const remap = (next: ColumnMapping) => {
    setMapping(next)
    commit.reset()
    if (file !== null) ask(file.bytes, next)
  }
  const startAgain = () => {
    setFile(null)
    check.reset()
    commit.reset()
    setStep(0)
  }
  const preview = check.data
  const isClean = preview !== undefined && preview.counts.problemRows === 0
  const answer =
    commit.data?.sentence ??
    (file === null ? 'A spreadsheet of people, with their appointments or roles, in one go.' : preview?.sentence)
  return (
    <Page title="Import people" answer={answer}>
      <Stepper active={step} onStepClick={setStep} allowNextStepsSelect={false} size="sm" iconSize={32}>
        <Stepper.Step label="File" description={file?.name ?? 'CSV or Excel'}>
          <Section>
            <ImportFile onChoose={choose} />
          </Section>
        </Stepper.Step>
        <Stepper.Step label="Columns" description="What each means">
          <ErrorNotice error={check.error} />
          {preview === undefined ? (
            <Text role="status">{check.isPending ? 'Reading the file …' : ''}</Text>
          ) : (
            <Section title="What the columns mean">
              <ImportColumns preview={preview} mapping={mapping} onChange={remap} />
            </Section>
          )}
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={startAgain}>
              Another file
            </Button>
            <Button disabled={preview === undefined} loading={check.isPending} onClick={() => setStep(2)}>
              See the rows
            </Button>
          </Group>
        </Stepper.Step>
        <Stepper.Step label="Check" description="Row by row">
          <ErrorNotice error={commit.error} />
          {preview === undefined ? null : (
            <Section>
              <ImportCheck preview={preview} />
            </Section>
          )}
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setStep(1)}>
              Back
            </Button>
            {isClean ? null : (
              <Button variant="default" onClick={startAgain}>
                Choose the corrected file
              </Button>
            )}
            <Button
              disabled={!isClean || file === null}
              loading={commit.isPending}
              onClick={() =>
                file !== null &&
                commit.mutate({ query: { commit: 'true', mapping: JSON.stringify(mapping) }, body: file.bytes })
              }
            >
              Import
            </Button>
          </Group>
        </Stepper.Step>
        <Stepper.Completed>
          <Section>
            <Group justify="space-between">
              <Text>{commit.data?.sentence}</Text>
              <Group gap="sm">
                <Button variant="default" onClick={startAgain}>
                  Import another file
                </Button>
                <ButtonLink to="/people">See the people</ButtonLink>
              </Group>
            </Group>
          </Section>
        </Stepper.Completed>
      </Stepper>
    </Page>
  )
}
