import { Button, Group, Modal, Radio, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { getThisWeek, getWeek, type HourFinding, tellAbout, type WeekView } from '../contract.ts'
import { listTold } from '../oversight-contract.ts'

/** Asks how a rule came to be broken. It is about the work, not about blame, and says who reads it before anything is written. */
export function TellDialog(props: {
  readonly finding: HourFinding
  readonly week: WeekView
  readonly onClose: () => void
}) {
  const { finding, week } = props
  const [cause, setCause] = useState('')
  const [help, setHelp] = useState('')
  const [note, setNote] = useState('')
  const tell = useAction(tellAbout, {
    refresh: [getWeek, getThisWeek, listTold],
    onDone: () => {
      notifications.show({ message: 'Thank you. Your program director will answer with what is done about it.' })
      props.onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    tell.mutate({ body: { findingKey: finding.key, weekOn: week.weekOn, cause, help, note } })
  }
  return (
    <Modal opened onClose={props.onClose} title="What happened?" size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>{finding.sentence}</Text>
          <Text className="quiet">
            This is to change the work, not to blame you. Your program director and coordinator and the institution’s
            office read it; other trainees do not.
          </Text>
          <ErrorNotice error={tell.error} shown={['cause']} />
          <Radio.Group
            label="What comes closest?"
            required
            value={cause}
            onChange={setCause}
            error={fieldError(tell.error, 'cause')}
          >
            <Stack gap="xs" mt="xs">
              {week.causes.map((value) => (
                <Radio key={value} value={value} label={value} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="What would help?"
            description="For example another pair of hands, an earlier handover, a different start."
            autosize
            minRows={2}
            value={help}
            onChange={(event) => setHelp(event.currentTarget.value)}
          />
          <Textarea
            label="Anything else (optional)"
            autosize
            minRows={2}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Not now
            </Button>
            <Button type="submit" loading={tell.isPending}>
              Send to the director
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
