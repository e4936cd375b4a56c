import { Button, Group, List, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { getRollover, putIncoming, readIncoming, type RolloverView } from '../contract.ts'
import { counted } from './rollover-words.ts'
import { Remark } from './remark.tsx'

/** A list copied from a spreadsheet or an e-mail: read, shown, and only then taken over. */
export function PasteList({ view, onClose }: { readonly view: RolloverView; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const params = { programId: view.programId, startYear: String(view.startYear) }
  const read = useAction(readIncoming)
  const add = useAction(putIncoming, { refresh: [getRollover], onDone: onClose })
  const found = read.data
  return (
    <Modal opened onClose={onClose} title="Paste a list of those who come" size="lg">
      <Stack gap="sm">
        <ErrorNotice error={read.error ?? add.error} />
        <Textarea
          label="A person on each line"
          description="Name, e-mail, level, first and last day, in this order or under headers of your own. What is left out follows from the program."
          autosize
          minRows={5}
          maxRows={14}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            read.reset()
          }}
        />
        {found === undefined ? null : (
          <>
            <Text fw={600}>{counted(found.entries.length, 'person', 'people')} read:</Text>
            <List size="sm">
              {found.entries.map((entry) => (
                <List.Item key={`${entry.givenName} ${entry.familyName} ${entry.email ?? ''} ${entry.startOn}`}>
                  {entry.givenName} {entry.familyName}
                  {entry.email === null ? '' : `, ${entry.email}`}: {entry.level}, {dayWords(entry.startOn)} to{' '}
                  {dayWords(entry.endOn)}
                </List.Item>
              ))}
            </List>
            {found.problems.map((problem) => (
              <Remark key={`${problem.row} ${problem.sentence}`} kind="warning">
                {`Line ${problem.row} is left out. ${problem.sentence}`}
              </Remark>
            ))}
          </>
        )}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {found === undefined || found.entries.length === 0 ? (
            <Button loading={read.isPending} onClick={() => read.mutate({ params, body: { text } })}>
              Read the list
            </Button>
          ) : (
            <Button
              loading={add.isPending}
              onClick={() =>
                add.mutate({ params, body: { entries: found.entries.map((entry) => ({ expectedVersion: 0, entry })) } })
              }
            >
              Add {counted(found.entries.length, 'person', 'people')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
