import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Status } from '../../../../ui/status.tsx'
import { monthsOf } from './board/days.ts'
import { callNow } from '../now-contract.ts'
import {
  callFairness,
  callHistory,
  type CallScheduleView,
  getCallSchedule,
  listCallSchedules,
  publishCallSchedule,
} from '../schedules-contract.ts'

/** The last look before a draft of call becomes the record. */
export function PublishCall({ view, onClose }: { readonly view: CallScheduleView; readonly onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [accepted, setAccepted] = useState(false)
  const months = monthsOf(view)
  const [throughOn, setThroughOn] = useState(view.endOn)
  const violations = view.findings.filter(
    ({ severity, onDay }) => severity === 'violation' && (onDay ?? view.startOn) <= throughOn,
  ).length
  const open = view.shortfalls.filter(({ onDay }) => onDay <= throughOn).length
  const publish = useAction(publishCallSchedule, {
    refresh: [getCallSchedule, listCallSchedules, callHistory, callFairness, callNow],
    onDone: ({ notified }) => {
      notifications.show({ message: `Published; ${notified === 1 ? 'one person is' : `${notified} people are`} told.` })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({
      params: { scheduleId: view.id },
      body: {
        expectedVersion: view.version,
        acceptedViolations: violations,
        acceptedShortfalls: open,
        reason,
        ...(throughOn === view.endOn ? {} : { throughOn }),
      },
    })
  }
  return (
    <Modal opened onClose={onClose} title={`Publish ${view.name}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>
            This becomes the call of {rangeWords(view.startOn, throughOn)} and replaces what is published for these
            pools and days. Those whose call changes are told.
          </Text>
          <ErrorNotice error={publish.error} shown={['reason']} />
          {months.length < 2 ? null : (
            <NativeSelect
              label="Publish through"
              description={throughOn === view.endOn ? undefined : 'What comes after stays a draft.'}
              value={throughOn}
              data={months.map(({ until }) => ({
                value: until,
                label: until === view.endOn ? `${dayWords(until)}, the whole draft` : dayWords(until),
              }))}
              onChange={(event) => setThroughOn(event.currentTarget.value)}
            />
          )}
          <Textarea
            label="Reason"
            description="Kept in the history."
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            error={fieldError(publish.error, 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {violations + open === 0 ? (
            <Status kind="met">Every shift is filled and no rule is broken</Status>
          ) : (
            <Stack gap="xs">
              {violations === 0 ? null : (
                <Status kind="violation">
                  {violations} {violations === 1 ? 'violation' : 'violations'}
                </Status>
              )}
              {open === 0 ? null : (
                <Status kind="warning">
                  {open} {open === 1 ? 'shift has' : 'shifts have'} too few people
                </Status>
              )}
              <Checkbox
                checked={accepted}
                onChange={(event) => setAccepted(event.currentTarget.checked)}
                label="I have seen them and publish all the same"
              />
            </Stack>
          )}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={publish.isPending} disabled={violations + open > 0 && !accepted}>
              Publish
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
