import { Alert, Button, FileInput, Group, List, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCircleCheck, IconFileText, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { getProgram, importDefinition, type ImportOutcome, listPrograms, listRooms } from '../contract.ts'
import { ChangeList } from './change-list.tsx'

/** Choose a file, see what it changes or what is wrong with it, then store it. */
export function ImportDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null)
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const check = useAction(importDefinition)
  const store = useAction(importDefinition, {
    refresh: [listPrograms, getProgram, listRooms],
    onDone: (outcome) => {
      if (outcome.outcome !== 'stored') return
      notifications.show({ message: outcome.sentence })
    },
  })
  const outcome = store.data ?? check.data
  const choose = async (chosen: File | null) => {
    setFile(chosen)
    check.reset()
    store.reset()
    if (chosen === null) return
    const content = new Uint8Array(await chosen.arrayBuffer())
    setBytes(content)
    check.mutate({ query: { commit: 'false' }, body: content })
  }
  const close = () => {
    setFile(null)
    check.reset()
    store.reset()
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title="Import a program definition" size="lg">
      <Stack gap="md">
        <FileInput
          label="Definition file"
          description="A YAML file. Choose it again after you have changed it."
          placeholder="Choose a file"
          accept=".yaml,.yml,text/yaml,application/yaml"
          leftSection={<IconFileText size={18} aria-hidden />}
          value={file}
          onChange={(chosen) => void choose(chosen)}
          clearable
          clearButtonProps={{ 'aria-label': 'Take the file away' }}
          data-autofocus
        />
        <ErrorNotice error={check.error ?? store.error} />
        {check.isPending ? <Text role="status">Reading the file …</Text> : null}
        {outcome === undefined || file === null ? null : <Outcome outcome={outcome} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {store.data?.outcome === 'stored' ? 'Close' : 'Cancel'}
          </Button>
          {check.data?.outcome === 'preview' && store.data === undefined && bytes !== null ? (
            <Button loading={store.isPending} onClick={() => store.mutate({ query: { commit: 'true' }, body: bytes })}>
              Import
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  )
}

function Outcome({ outcome }: { readonly outcome: ImportOutcome }) {
  if (outcome.outcome === 'problems')
    return (
      <Alert color="red" variant="light" role="alert" title={outcome.sentence}>
        <List size="sm" spacing={6}>
          {outcome.problems.map((problem) => (
            <List.Item key={`${problem.line} ${problem.column} ${problem.sentence}`}>
              <strong>Line {problem.line}</strong>, column {problem.column}: {problem.sentence}
              {problem.path === '' ? null : (
                <Text size="xs" className="quiet">
                  {problem.path}
                </Text>
              )}
            </List.Item>
          ))}
        </List>
      </Alert>
    )
  const done = outcome.outcome === 'stored'
  return (
    <Stack gap="sm" role="status">
      <Alert
        color={done ? 'green' : 'accent'}
        variant="light"
        icon={done ? <IconCircleCheck aria-hidden /> : <IconInfoCircle aria-hidden />}
        title={outcome.sentence}
      >
        {outcome.effectiveOn === null || outcome.outcome === 'unchanged'
          ? null
          : `In effect for those who start from ${dayWords(outcome.effectiveOn)}. `}
        {done && outcome.programId !== null ? (
          <TextLink to={`/curriculum/${outcome.programId}`}>Open the program</TextLink>
        ) : null}
      </Alert>
      {outcome.creates.length === 0 ? null : (
        <Text size="sm">
          {done ? 'Created' : 'Creates'}: {outcome.creates.join('; ')}.
        </Text>
      )}
      {outcome.notes.map((note) => (
        <Text size="sm" key={note}>
          {note}
        </Text>
      ))}
      {outcome.changes.length === 0 ? null : <ChangeList changes={outcome.changes} />}
    </Stack>
  )
}
