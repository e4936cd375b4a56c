import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { plural } from '@gradus/rules'
import type { ScheduleView } from '../../../blocks/contract.ts'
import { type Meaning, type Pasting, type Unknown, unknownKey } from './paste.ts'
import { daysWords } from './words.ts'

const keep = 'keep'
const empty = 'empty'

const meaningOf = (choice: string): Meaning =>
  choice === keep ? 'keep' : { rotationId: choice === empty ? null : choice }

/** Texts that no rotation is called by get a meaning here, before anything is pasted. */
export function PasteDialog(props: {
  readonly pasting: Pasting
  readonly view: ScheduleView
  readonly onPaste: (meanings: ReadonlyMap<string, Meaning>) => void
  readonly onClose: () => void
}) {
  const { unknown, cells } = props.pasting
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({})
  const isComplete = unknown.every((each) => (choices[unknownKey(each)] ?? '') !== '')
  return (
    <Modal opened onClose={props.onClose} title="What do these mean?" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onPaste(
            new Map(unknown.map((each) => [unknownKey(each), meaningOf(choices[unknownKey(each)] ?? keep)])),
          )
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {plural(cells.length, 'cell')} will be pasted.{' '}
            {unknown.length === 1 ? 'One text is' : `${unknown.length} texts are`} no code or name of a rotation.
            Nothing is written before each has a meaning.
          </Text>
          {unknown.map((each, index) => (
            <NativeSelect
              data-autofocus={index === 0 || undefined}
              key={unknownKey(each)}
              label={`“${each.text}”`}
              description={whereWords(each)}
              data={[
                { value: '', label: 'Choose …' },
                { value: keep, label: 'Leave these cells as they are' },
                { value: empty, label: 'Empty these cells' },
                ...props.view.rotations
                  .filter(({ programId }) => programId === each.programId)
                  .map(({ rotationId, code, name }) => ({ value: rotationId, label: `${code} · ${name}` })),
              ]}
              value={choices[unknownKey(each)] ?? ''}
              onChange={(event) => setChoices({ ...choices, [unknownKey(each)]: event.currentTarget.value })}
            />
          ))}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={props.onClose}>
              Paste nothing
            </Button>
            <Button type="submit" disabled={!isComplete}>
              Paste
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const whereWords = ({ count, line, period }: Unknown): string =>
  `${count === 1 ? 'One cell' : `${count} cells, the first`}: ${line.row.personName}, ${daysWords(period)}`
