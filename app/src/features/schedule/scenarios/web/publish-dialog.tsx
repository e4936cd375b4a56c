import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Status } from '../../../../ui/status.tsx'
import { getHistory, getPersonSchedule, getProgress, getRecord, getRisk, listYears } from '../../blocks/contract.ts'
import { countWords } from '../../blocks/web/grid/findings-panel.tsx'
import { getScenario, listScenarios, publishScenario } from '../contract.ts'
import type { DraftView } from './draft-view.ts'

/** Everything that is derived from the schedule of record. */
const derived = [getRecord, listYears, getHistory, getPersonSchedule, getProgress, getRisk, getScenario, listScenarios]

/** The last look before a draft becomes the schedule of record. */
export function PublishDialog(props: {
  readonly scenarioId: string
  readonly view: DraftView
  readonly onClose: () => void
}) {
  const { view } = props
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [accepted, setAccepted] = useState(false)
  const violations = view.findings.filter((finding) => finding.severity === 'violation').length
  const publish = useAction(publishScenario, {
    refresh: derived,
    onDone: ({ recordVersion, notified }) => {
      const told = notified === 1 ? 'one person is' : `${notified} people are`
      notifications.show({ message: `Published as version ${recordVersion}; ${told} told.` })
      void navigate({ to: '/schedule' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    publish.mutate({
      params: { scenarioId: props.scenarioId },
      body: {
        expectedVersion: view.version,
        expectedRecordVersion: view.recordVersion,
        reason,
        acceptedViolations: violations,
      },
    })
  }
  return (
    <Modal opened onClose={props.onClose} title={`Publish ${view.scenario?.name ?? 'this draft'}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text>
            This becomes the schedule of record of {view.label}
            {view.recordVersion > 0 ? ` and replaces version ${view.recordVersion}` : ''}. Those whose days change are
            told.
          </Text>
          <ErrorNotice error={publish.error} shown={['reason']} />
          <Textarea
            label="Reason"
            description="Kept in the history, for everybody who may read the schedule."
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            error={fieldError(publish.error, 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {violations === 0 ? (
            <Status kind="met">No rule is broken</Status>
          ) : (
            <Stack gap="xs">
              <Status kind="violation">{countWords(violations, 'violation')}</Status>
              <Checkbox
                checked={accepted}
                onChange={(event) => setAccepted(event.currentTarget.checked)}
                label={`I have seen ${violations === 1 ? 'it' : `all ${violations}`} and publish all the same`}
              />
            </Stack>
          )}
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={publish.isPending} disabled={violations > 0 && !accepted}>
              Publish
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
