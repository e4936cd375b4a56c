import { Button, Group, SegmentedControl, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { getPersonSchedule } from '../../blocks/contract.ts'
import { absenceParts, askAbsence, myAbsences, previewAbsence, type WantedAbsence } from '../contract.ts'
import { EffectView } from './effect-view.tsx'
import { minuteOf } from './words.ts'

interface Kind {
  readonly code: string
  readonly name: string
}
type Part = (typeof absenceParts)[number]

const partChoices: { value: Part; label: string }[] = [
  { value: 'days', label: 'Days' },
  { value: 'morning', label: 'Morning' },
  { value: 'afternoon', label: 'Afternoon' },
  { value: 'hours', label: 'Hours' },
]

/** Asks for time away; what it would do stands below while the days are chosen. */
export function AskForm(props: {
  readonly personId: string
  readonly programId: string | undefined
  readonly kinds: readonly Kind[]
  readonly hint: string
  readonly onClose: () => void
}) {
  const [kindCode, setKindCode] = useState(props.kinds[0]?.code ?? '')
  const [part, setPart] = useState<Part>('days')
  const [startOn, setStartOn] = useState('')
  const [endOn, setEndOn] = useState('')
  const [from, setFrom] = useState('13:00')
  const [until, setUntil] = useState('17:00')
  const [note, setNote] = useState('')
  const lastOn = part === 'days' && endOn !== '' ? endOn : startOn
  const [startMinute, endMinute] = [minuteOf(from), minuteOf(until)]
  const wanted: WantedAbsence = {
    personId: props.personId,
    ...(props.programId === undefined ? {} : { programId: props.programId }),
    kindCode,
    startOn,
    endOn: lastOn,
    part,
    ...(part === 'hours' && startMinute !== null && endMinute !== null ? { startMinute, endMinute } : {}),
  }
  const complete = startOn !== '' && lastOn >= startOn
  const preview = useRoute(previewAbsence, { body: wanted }, { enabled: complete, keepLast: true })
  const ask = useAction(askAbsence, {
    refresh: [myAbsences, getPersonSchedule],
    onDone: ({ parts }) => {
      notifications.show({
        message:
          parts === 1
            ? 'Your request is on its way. You get a notice when it is decided.'
            : 'Each of your programs is asked about its own days. You get a notice when they are decided.',
      })
      props.onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ body: { ...wanted, note } })
  }
  return (
    <Section title="Ask for time away">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {props.programId === undefined ? null : (
            <Text size="sm" className="quiet">
              The program in which you spend these days decides; your other program is told and may object.
            </Text>
          )}
          {props.hint === '' ? null : <Text>{props.hint}</Text>}
          <Select
            label="What for"
            data={props.kinds.map(({ code, name }) => ({ value: code, label: name }))}
            value={kindCode}
            onChange={(value) => setKindCode(value ?? kindCode)}
            allowDeselect={false}
            error={fieldError(ask.error, 'kindCode')}
          />
          <SegmentedControl
            aria-label="How long"
            data={partChoices}
            value={part}
            onChange={(value) => setPart(partChoices.find((choice) => choice.value === value)?.value ?? 'days')}
            fullWidth
          />
          <SimpleGrid cols={2}>
            <TextInput
              label={part === 'days' ? 'First day' : 'Day'}
              type="date"
              required
              value={startOn}
              onChange={(event) => setStartOn(event.currentTarget.value)}
              error={fieldError(ask.error, 'startOn')}
            />
            {part === 'days' ? (
              <TextInput
                label="Last day"
                type="date"
                min={startOn}
                value={endOn}
                onChange={(event) => setEndOn(event.currentTarget.value)}
                error={fieldError(ask.error, 'endOn')}
              />
            ) : null}
          </SimpleGrid>
          {part === 'hours' ? (
            <SimpleGrid cols={2}>
              <TextInput
                label="From"
                type="time"
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
                error={fieldError(ask.error, 'startMinute')}
              />
              <TextInput
                label="Until"
                type="time"
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
                error={fieldError(ask.error, 'endMinute')}
              />
            </SimpleGrid>
          ) : null}
          <div aria-live="polite">
            {!complete ? (
              <Text size="sm" className="quiet">
                Choose the days to see what they do to your allowance, coverage, call and end of training.
              </Text>
            ) : preview.data === undefined ? null : (
              <EffectView effect={preview.data} />
            )}
            <ErrorNotice error={complete ? preview.error : null} />
          </div>
          <Textarea
            label="A word to those who decide (not required)"
            autosize
            minRows={1}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <ErrorNotice error={ask.error} shown={['startOn', 'endOn', 'kindCode', 'startMinute', 'endMinute']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={ask.isPending} disabled={!complete}>
              Ask
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
