import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { manageRoles } from '../../../accounts/policy.ts'
import { applyBulk, type BulkChange, previewBulk } from '../../bulk/contract.ts'
import type { Directory, ListedPerson } from '../../contract.ts'
import { refreshed } from './batch-notice.tsx'
import { AppointmentChangeFields, RoleChangeFields } from './change-fields.tsx'
import { type BulkDraft, changeOf, emptyDraft } from './draft.ts'
import { Preview } from './preview.tsx'

const shownFields = ['startOn', 'endOn', 'startOn.to', 'endOn.to', 'startOn.shiftDays', 'endOn.shiftDays']
  .concat(['entryLevel', 'ftePercent', 'curriculumEffectiveOn', 'role', 'programId'])
  .map((field) => `change.${field}`)

const peopleWords = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

/** Says what is to change, shows what that means for each person, then does it for all of them or for none. */
export function BulkDialog(props: {
  readonly directory: Directory
  readonly people: readonly ListedPerson[]
  readonly programId: string | null
  readonly onClose: () => void
  readonly onDone: (batch: { readonly batchId: string; readonly sentence: string }) => void
}) {
  const { directory, people, programId } = props
  const actor = useActor()
  const [draft, setDraft] = useState(() => emptyDraft(people, directory))
  const [reason, setReason] = useState('')
  const preview = useAction(previewBulk)
  const [asked, setAsked] = useState<BulkChange | null>(null)
  const apply = useAction(applyBulk, {
    refresh: refreshed,
    onDone: ({ batchId, changed }) =>
      props.onDone({ batchId, sentence: `${peopleWords(changed)} changed: ${preview.data?.sentence ?? ''}.` }),
  })
  const look = (change: BulkChange) => {
    setAsked(change)
    apply.reset()
    preview.mutate({ body: { personIds: people.map(({ id }) => id), change } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look(changeOf(draft, programId))
  }
  const isSeen = preview.data !== undefined && asked !== null
  const kinds = [
    { value: 'appointment', label: 'Appointment' },
    ...(actor.may(manageRoles) ? [{ value: 'role', label: 'Role' }] : []),
    { value: 'archive', label: draft.archived ? 'Put away' : 'Bring back' },
  ]
  return (
    <Modal opened onClose={props.onClose} size="xl" title={`Change ${peopleWords(people.length)}`}>
      {isSeen ? (
        <Preview
          answer={preview.data}
          error={apply.error}
          isBusy={apply.isPending || preview.isPending}
          onBack={preview.reset}
          onAgain={() => look(asked)}
          onApply={(rows) => apply.mutate({ body: { change: asked, rows: [...rows], reason } })}
        />
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <ErrorNotice error={preview.error} shown={shownFields} />
            <SegmentedControl
              fullWidth
              aria-label="What to change"
              value={draft.kind}
              onChange={(kind) => setDraft({ ...draft, kind: kindOf(kind) })}
              data={kinds}
            />
            <Fields
              draft={draft}
              onChange={(next) => setDraft({ ...draft, ...next })}
              error={preview.error}
              people={people}
              directory={directory}
              programId={programId}
            />
            <Textarea
              label="Reason"
              description="Kept in the log; may be left empty"
              value={reason}
              maxLength={2000}
              onChange={(event) => setReason(event.currentTarget.value)}
              autosize
              minRows={1}
            />
            <Group gap="sm" justify="flex-end">
              <Button variant="default" onClick={props.onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={preview.isPending}>
                See what changes
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

const kindOf = (value: string): BulkDraft['kind'] => (value === 'role' || value === 'archive' ? value : 'appointment')

function Fields(props: {
  readonly draft: BulkDraft
  readonly onChange: (next: Partial<BulkDraft>) => void
  readonly error: Error | null
  readonly people: readonly ListedPerson[]
  readonly directory: Directory
  readonly programId: string | null
}) {
  const { draft, people } = props
  if (draft.kind === 'appointment') return <AppointmentChangeFields {...props} />
  if (draft.kind === 'role') return <RoleChangeFields draft={draft} onChange={props.onChange} error={props.error} />
  return (
    <Text>
      {draft.archived
        ? `${peopleWords(people.length)} would be put away: their accounts close, and they are in no schedule. Everything about them is kept.`
        : `${peopleWords(people.length)} would be brought back, with their accounts.`}
    </Text>
  )
}
