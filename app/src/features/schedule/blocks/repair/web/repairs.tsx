import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import { useAction } from '../../../../../ui/api.ts'
import { EmptyState, ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { Sentences } from '../../../ask/web/ways.tsx'
import waysClasses from '../../../ask/web/ways.module.css'
import { amend, type FindingView, getHistory, getRecord } from '../../contract.ts'
import { listDisturbances, type ProposedRepair, type repairsAnswer } from '../contract.ts'

/** Repairs, the least change first; one of them becomes an amendment with its reason. */
export function Repairs(props: {
  readonly startYear: number
  readonly reason: string
  readonly answer: z.infer<typeof repairsAnswer>
  readonly onDone: () => void
}) {
  const { answer } = props
  const [reason, setReason] = useState(props.reason)
  const [chosen, setChosen] = useState<number | null>(null)
  const save = useAction(amend, {
    refresh: [getRecord, getHistory, listDisturbances],
    onDone: () => {
      notifications.show({ message: 'The schedule is amended; those affected have a notice.' })
      props.onDone()
    },
  })
  if (answer.repairs.length === 0)
    return <EmptyState title="Nothing needs to change">The published schedule can stay as it is.</EmptyState>
  const apply = (repair: ProposedRepair, index: number) => {
    setChosen(index)
    save.mutate({
      params: { startYear: String(props.startYear) },
      body: {
        expectedVersion: answer.version,
        reason,
        changes: repair.changes.map(({ appointmentId, rotationId, startOn, endOn }) => ({
          appointmentId,
          rotationId,
          startOn,
          endOn,
        })),
      },
    })
  }
  return (
    <Stack gap="sm">
      <ErrorNotice error={save.error} shown={['reason']} />
      <Textarea
        label="Reason, for the history and those affected"
        autosize
        minRows={1}
        value={reason}
        error={fieldError(save.error, 'reason')}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {answer.repairs.map((repair, index) => (
        <section
          key={JSON.stringify(repair.changes)}
          className={waysClasses.way}
          aria-label={`Repair ${index + 1} of ${answer.repairs.length}`}
        >
          <Stack gap={8}>
            <Group gap="xs">
              <Text fw={600}>
                {index + 1}. {repair.sentence}
              </Text>
              {repair.broken.length === 0 ? null : <Status kind="violation">Breaks a rule</Status>}
            </Group>
            <Sentences title="What would change:" sentences={repair.changes.map(({ sentence }) => sentence)} />
            <Sentences title="What cannot be kept:" sentences={repair.broken} />
            <Said title="The rules would newly say:" findings={repair.added} />
            <Said title="The rules would no longer say:" findings={repair.removed} />
            <Group>
              <Button
                size="compact-md"
                leftSection={<IconCheck size={16} aria-hidden />}
                aria-label={`Amend with repair ${index + 1}`}
                loading={save.isPending && chosen === index}
                disabled={save.isPending}
                onClick={() => apply(repair, index)}
              >
                Amend with this repair
              </Button>
            </Group>
          </Stack>
        </section>
      ))}
    </Stack>
  )
}

function Said(props: { readonly title: string; readonly findings: readonly FindingView[] }) {
  if (props.findings.length === 0) return null
  return (
    <div>
      <Text size="sm" className="quiet">
        {props.title}
      </Text>
      {props.findings.slice(0, 5).map((finding) => (
        <Text size="sm" key={finding.sentence}>
          <Status kind={finding.severity} /> {finding.sentence}
        </Text>
      ))}
      {props.findings.length > 5 ? <Text size="sm">and {props.findings.length - 5} more</Text> : null}
    </div>
  )
}
