import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { shortDay } from '../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { listDrafts, startDraft } from '../drafts/contract.ts'
import type { ProgramAnswer } from './program-page.tsx'

/** The first day of the academic year after the latest version, by the month in which versions of the program begin. */
function nextDay(versions: readonly { readonly effectiveOn: string }[]): string {
  const latest = versions.reduce((last, { effectiveOn }) => (effectiveOn > last ? effectiveOn : last), '')
  const year = Math.max(Number(latest.slice(0, 4)), new Date().getFullYear()) + 1
  return `${year}${latest.slice(4, 10) || '-07-01'}`
}

/** From which version, and from when on: the day decides who will follow it. */
export function StartDraft(props: {
  readonly program: ProgramAnswer
  readonly fromVersionId: string
  readonly onClose: () => void
}) {
  const { program } = props
  const [fromVersionId, setFrom] = useState(props.fromVersionId)
  const [effectiveOn, setEffectiveOn] = useState(() => nextDay(program.versions))
  const navigate = useNavigate()
  const start = useAction(startDraft, {
    refresh: [listDrafts],
    onDone: (draft) => void navigate({ to: `/curriculum/drafts/${draft.id}` }),
  })
  const sameDay = program.versions.find((version) => version.effectiveOn === effectiveOn)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate({ params: { programId: program.id }, body: { fromVersionId, effectiveOn } })
  }
  return (
    <Modal opened onClose={props.onClose} title="Write a new version">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Select
            label="Start from"
            allowDeselect={false}
            value={fromVersionId}
            onChange={(id) => setFrom(id ?? fromVersionId)}
            data={program.versions.map((version) => ({
              value: version.id,
              label: `${version.label}, from ${shortDay(version.effectiveOn, true)}${version.revision > 1 ? `, revision ${version.revision}` : ''}`,
            }))}
          />
          <TextInput
            type="date"
            label="Takes effect on"
            description="Those who start from this day on follow it."
            required
            value={effectiveOn}
            onChange={(event) => setEffectiveOn(event.currentTarget.value)}
            error={fieldError(start.error, 'effectiveOn')}
          />
          {sameDay === undefined ? null : (
            <Text size="sm" role="status">
              {`“${sameDay.label}” takes effect on this day already. The draft would become its next revision, for the same trainees.`}
            </Text>
          )}
          <Text size="sm" className="quiet">
            A draft changes nothing until somebody makes it a version.
          </Text>
          <ErrorNotice error={start.error} shown={['effectiveOn']} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={start.isPending}>
              Start the draft
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
