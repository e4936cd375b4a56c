import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { getPersonSchedule } from '../../blocks/contract.ts'
import { callIn, myAbsences } from '../contract.ts'

/** Two taps: I am out from now on. The desk and the chiefs hear of it at once. */
export function ReportSick(props: {
  readonly personId: string
  readonly kinds: readonly { readonly code: string; readonly name: string }[]
  readonly today: string
  readonly onClose: () => void
}) {
  const [kindCode, setKindCode] = useState(props.kinds[0]?.code ?? '')
  const [untilOn, setUntilOn] = useState(props.today)
  const report = useAction(callIn, {
    refresh: [myAbsences, getPersonSchedule],
    onDone: ({ calls }) => {
      const told = calls.length === 0 ? 'You have no call in this time.' : 'They find somebody for your call.'
      notifications.show({ message: `Your chiefs and the coordinator know. ${told} Get well.` })
      props.onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    report.mutate({ body: { personId: props.personId, kindCode, untilOn } })
  }
  return (
    <Modal opened onClose={props.onClose} title="I am out from now on">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>Chiefs and the coordinator are told that you are out, not why. Nobody needs to approve this.</Text>
          {props.kinds.length > 1 ? (
            <Select
              label="Because of"
              data={props.kinds.map(({ code, name }) => ({ value: code, label: name }))}
              value={kindCode}
              onChange={(value) => setKindCode(value ?? kindCode)}
              allowDeselect={false}
              error={fieldError(report.error, 'kindCode')}
            />
          ) : null}
          <TextInput
            label="Until the end of"
            type="date"
            min={props.today}
            value={untilOn}
            onChange={(event) => setUntilOn(event.currentTarget.value)}
            error={fieldError(report.error, 'untilOn') ?? fieldError(report.error, 'endOn')}
          />
          <ErrorNotice error={report.error} shown={['kindCode', 'untilOn', 'endOn']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={report.isPending}>
              Report
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
