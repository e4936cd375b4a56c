import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import type { ApiError } from '../../../contract/client.ts'
import { useRoute } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Status } from '../../../ui/status.tsx'
import { type PeriodFields, previewPeriod, workKinds } from '../contract.ts'
import { durationWords, kindName } from './words.ts'
import classes from './week.module.css'

const later = [
  { value: '0', label: 'the same day' },
  { value: '1', label: 'the next day' },
  { value: '2', label: 'two days later' },
]

const extensions = [
  { value: '', label: 'As planned' },
  { value: 'transition', label: 'Handing over, safety or teaching' },
  { value: 'voluntary-stay', label: 'I chose to stay for one patient or event' },
]

export interface PeriodAsked {
  readonly fields: PeriodFields
  readonly reason: string
}

/** Times of one piece of work. The rules answer while it is typed; what was typed stays when it is refused. */
export function PeriodForm(props: {
  readonly first: PeriodFields
  readonly entryId: string | null
  readonly draftKey: string | null
  readonly save: string
  readonly pending: boolean
  readonly error: ApiError | null
  /** Whether a reason is asked for: `optional` for one's own change, `required` for somebody else's. */
  readonly reason: 'none' | 'optional' | 'required'
  /** Previews are of one's own hours. */
  readonly preview: boolean
  readonly onSave: (asked: PeriodAsked) => void
  readonly onCancel: () => void
}) {
  const [fields, setFields] = useState(props.first)
  const [reason, setReason] = useState('')
  const set = (some: Partial<PeriodFields>) => setFields((now) => ({ ...now, ...some }))
  const setClock = (some: Partial<Pick<PeriodFields, 'start' | 'end'>>) =>
    setFields((now) => {
      const next = { ...now, ...some }
      // Most work ends within a day: an end before the start is on the next.
      return { ...next, endsDaysLater: next.end <= next.start ? 1 : 0 }
    })
  const [asked] = useDebouncedValue(fields, 350)
  const preview = useRoute(
    previewPeriod,
    { body: { ...asked, entryId: props.entryId, draftKey: props.draftKey } },
    { enabled: props.preview && asked.start !== '' && asked.end !== '' && asked.on !== '', keepLast: true },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSave({ fields, reason })
  }
  const { error } = props
  return (
    <form onSubmit={submit} noValidate className={classes.form} aria-label="Time worked">
      <Stack gap="sm">
        <ErrorNotice error={error} shown={['start', 'end', 'on', 'stayReason', 'reason']} />
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
          <TextInput
            label="Day"
            type="date"
            value={fields.on}
            onChange={(event) => set({ on: event.currentTarget.value })}
            error={fieldError(error, 'on')}
          />
          <TextInput
            label="From"
            type="time"
            value={fields.start}
            onChange={(event) => setClock({ start: event.currentTarget.value })}
            error={fieldError(error, 'start')}
          />
          <TextInput
            label="To"
            type="time"
            value={fields.end}
            onChange={(event) => setClock({ end: event.currentTarget.value })}
            error={fieldError(error, 'end')}
          />
          <Select
            label="Ends"
            data={later}
            value={String(fields.endsDaysLater)}
            onChange={(value) => set({ endsDaysLater: Number(value ?? 0) })}
            allowDeselect={false}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label="What it was"
            data={workKinds.map((value) => ({ value, label: kindName(value) }))}
            value={fields.kind}
            onChange={(value) => set({ kind: workKinds.find((kind) => kind === value) ?? fields.kind })}
            allowDeselect={false}
          />
          <Select
            label="Why it went on so long"
            data={extensions}
            value={fields.extension ?? ''}
            onChange={(value) =>
              set({ extension: value === 'transition' || value === 'voluntary-stay' ? value : null })
            }
            allowDeselect={false}
          />
        </SimpleGrid>
        {fields.extension === 'voluntary-stay' ? (
          <TextInput
            label="For what you stayed"
            value={fields.stayReason ?? ''}
            onChange={(event) => set({ stayReason: event.currentTarget.value })}
            error={fieldError(error, 'stayReason')}
          />
        ) : null}
        {props.reason === 'none' ? null : (
          <Textarea
            label={props.reason === 'required' ? 'Why; the trainee reads it' : 'Why (optional)'}
            required={props.reason === 'required'}
            autosize
            minRows={1}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={fieldError(error, 'reason')}
          />
        )}
        <div aria-live="polite">
          {preview.data === undefined ? null : (
            <Stack gap={4}>
              <span className="quiet">{durationWords(preview.data.minutes)}</span>
              {preview.data.problem === null ? null : (
                <div>
                  <Status kind="warning" /> {preview.data.problem}
                </div>
              )}
              {preview.data.introduced.map(({ severity, sentence }) => (
                <div key={sentence}>
                  <Status kind={severity} /> {sentence}
                </div>
              ))}
            </Stack>
          )}
        </div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={props.pending}>
            {props.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
