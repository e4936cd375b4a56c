import { Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconHelpCircle } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction } from '../../../../ui/api.ts'
import { rangeWords } from '../../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { amend, getHistory, getRecord, type ScheduleView } from '../../blocks/contract.ts'
import { amendRecord } from '../../blocks/policy.ts'
import { askCost, askWhy, type ProposedChange, type WhyAnswer, whyAnswer } from '../contract.ts'
import { AnsweringLine } from './answering-line.tsx'
import type { AskTarget } from './ask-context.ts'
import { useAnswer } from './use-answer.ts'
import { Sentences, Way } from './ways.tsx'

/** Above the details of the cell that it was opened from. */
const dialogLayer = 400

/** Why somebody is where they are, and what another place would cost; what an answer would change is made with one click. */
export function AskDialog(props: {
  readonly view: ScheduleView
  readonly target: AskTarget
  readonly onApply?: ((words: string, changes: readonly ProposedChange[]) => void) | undefined
  readonly onClose: () => void
}) {
  const { view, target } = props
  const { answering, ask, stop } = useAnswer<WhyAnswer>(whyAnswer)
  const [rotationId, setRotationId] = useState<string | null>(null)
  const here = view.rotations.find(({ key }) => key === target.rotationKey)
  const query = {
    appointmentId: target.appointmentId,
    startOn: target.startOn,
    endOn: target.endOn,
    scenarioId: view.scenario?.id,
  }
  const isFilled = target.rotationKey !== null
  useEffect(() => {
    if (isFilled) void ask(askWhy, { query: { ...query } })
    // Asked once, when the dialog opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const choices = view.rotations
    .filter(({ programId, key }) => programId === target.programId && key !== target.rotationKey)
    .map(({ rotationId: value, name, code }) => ({ value, label: `${name} (${code})` }))
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      zIndex={dialogLayer}
      title={`${target.personName}, ${rangeWords(target.startOn, target.endOn)}`}
    >
      <Stack gap="md" className="dense">
        <Group align="end" gap="xs">
          <Button
            variant="default"
            leftSection={<IconHelpCircle size={18} aria-hidden />}
            disabled={!isFilled}
            onClick={() => void ask(askWhy, { query: { ...query } })}
          >
            {here === undefined ? 'Why here?' : `Why ${here.code}?`}
          </Button>
          <Select
            label="Put on another rotation"
            placeholder="Choose a rotation"
            searchable
            comboboxProps={{ zIndex: dialogLayer + 1 }}
            data={choices}
            value={rotationId}
            onChange={setRotationId}
            style={{ flex: '1 1 14rem' }}
          />
          <Button
            disabled={rotationId === null}
            onClick={() => rotationId && void ask(askCost, { query: { ...query, rotationId } })}
          >
            What would it cost?
          </Button>
        </Group>
        <AnsweringLine answering={answering} onStop={stop} />
        {answering.state === 'answered' ? (
          <Answered
            view={view}
            answer={answering.answer}
            onApply={props.onApply}
            onDone={props.onClose}
            programId={target.programId}
          />
        ) : null}
      </Stack>
    </Modal>
  )
}

function Answered(props: {
  readonly view: ScheduleView
  readonly answer: WhyAnswer
  readonly programId: string
  readonly onApply?: ((words: string, changes: readonly ProposedChange[]) => void) | undefined
  readonly onDone: () => void
}) {
  const { view, answer, onApply } = props
  const actor = useActor()
  const [reason, setReason] = useState('')
  const save = useAction(amend, {
    refresh: [getRecord, getHistory],
    onDone: () => {
      notifications.show({ message: 'The schedule is amended; those affected have a notice.' })
      props.onDone()
    },
  })
  const isRecord = view.scenario === null
  const mayAmend = isRecord && actor.may(amendRecord, { programIds: [props.programId] })
  const amendNow = (changes: readonly ProposedChange[]) =>
    save.mutate({
      params: { startYear: String(answer.startYear) },
      body: {
        expectedVersion: answer.version,
        reason,
        changes: changes.map(({ appointmentId, rotationId, startOn, endOn }) => ({
          appointmentId,
          rotationId,
          startOn,
          endOn,
        })),
      },
    })
  const apply =
    onApply === undefined
      ? mayAmend
        ? amendNow
        : null
      : (changes: readonly ProposedChange[]) => {
          onApply(changes[0]?.sentence.replace(/\.$/, '') ?? 'Another way', changes)
          props.onDone()
        }
  return (
    <Stack gap="sm" aria-live="polite">
      <Text fw={600}>{answer.sentence}</Text>
      <Sentences title="What it serves:" sentences={answer.reasons} />
      {mayAmend && answer.ways.some(({ possible }) => possible) ? (
        <>
          <ErrorNotice error={save.error} shown={['reason']} />
          <Textarea
            label="Reason, for the history and those affected"
            autosize
            minRows={1}
            value={reason}
            error={fieldError(save.error, 'reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      ) : null}
      {answer.ways.map((way) => (
        <Way
          key={way.rotationKey}
          view={view}
          way={way}
          busy={save.isPending}
          applyWords={isRecord ? 'Amend with #' : 'Make # in the draft'}
          onApply={apply}
        />
      ))}
    </Stack>
  )
}
