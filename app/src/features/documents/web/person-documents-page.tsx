import { Button, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../../../contract/client.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePathParams } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import {
  deskDocuments,
  getFile,
  type HeldView,
  type KindOfPerson,
  personDocuments,
  removeDocument,
  verifyDocument,
} from '../contract.ts'
import { DocumentForm } from './document-form.tsx'
import { DocumentStatus } from './document-status.tsx'

const pressing = new Set(['expired', 'missing', 'expiring'])

function answerOf(kinds: readonly KindOfPerson[]): string {
  const due = kinds.filter(({ state }) => pressing.has(state))
  if (kinds.length === 0) return 'No document is asked for.'
  if (due.length === 0) return 'Everything that is asked for is here.'
  return due.length === 1 ? (due[0]?.sentence ?? '') : `${due.length} documents are missing or end soon.`
}

export function MyDocumentsPage() {
  return <Documents personId={useActor().personId} title="My documents" />
}

export function PersonDocumentsPage() {
  const { personId = '' } = usePathParams()
  return <Documents personId={personId} title="Documents" />
}

function Documents({ personId, title }: { readonly personId: string; readonly title: string }) {
  const query = useRoute(personDocuments, { params: { personId } })
  const mine = useActor().personId === personId
  const [editing, setEditing] = useState<{ kind: KindOfPerson; held?: HeldView } | null>(null)
  const order = (kinds: readonly KindOfPerson[]) =>
    [...kinds].sort((a, b) => Number(pressing.has(b.state)) - Number(pressing.has(a.state)))
  return (
    <Page
      title={title}
      answer={query.data === undefined ? undefined : answerOf(query.data.kinds)}
      actions={
        mine ? (
          <TextLink to="/me/checklists">My checklists</TextLink>
        ) : (
          <TextLink to={`/people/${personId}`}>The person</TextLink>
        )
      }
    >
      <Loaded query={query} shape="cards">
        {({ kinds, abilities }) =>
          kinds.length === 0 ? (
            <EmptyState title="Nothing is asked for">
              The coordinator says which licences and certificates a program wants to see.
            </EmptyState>
          ) : (
            order(kinds).map((kind) => (
              <Section
                key={kind.id}
                title={kind.name}
                aside={
                  abilities.keep ? (
                    <Button
                      size="xs"
                      variant={pressing.has(kind.state) ? 'filled' : 'default'}
                      leftSection={<IconPlus size={16} aria-hidden />}
                      aria-label={kind.documents.length === 0 ? `Add ${kind.name}` : `Renew ${kind.name}`}
                      onClick={() => setEditing({ kind })}
                    >
                      {kind.documents.length === 0 ? 'Add it' : 'Renew it'}
                    </Button>
                  ) : undefined
                }
              >
                <Stack gap="sm">
                  <Group gap="sm">
                    <DocumentStatus state={kind.state} />
                    <Text>{kind.sentence}</Text>
                  </Group>
                  {kind.documents.map((held, index) => (
                    <Held
                      key={held.id}
                      held={held}
                      kind={kind}
                      isNewest={index === 0}
                      mayKeep={abilities.keep}
                      mayVerify={abilities.verify && !mine}
                      onEdit={() => setEditing({ kind, held })}
                    />
                  ))}
                </Stack>
              </Section>
            ))
          )
        }
      </Loaded>
      {editing === null ? null : (
        <DocumentForm
          key={editing.held?.id ?? editing.kind.id}
          personId={personId}
          kind={editing.kind}
          held={editing.held}
          onClose={() => setEditing(null)}
        />
      )}
    </Page>
  )
}

function Held(props: {
  readonly held: HeldView
  readonly kind: KindOfPerson
  readonly isNewest: boolean
  readonly mayKeep: boolean
  readonly mayVerify: boolean
  readonly onEdit: () => void
}) {
  const { held, kind } = props
  const refresh = [personDocuments, deskDocuments]
  const verify = useAction(verifyDocument, {
    refresh,
    onDone: () => notifications.show({ message: `${kind.name} is confirmed.` }),
  })
  const remove = useAction(removeDocument, { refresh })
  const params = { documentId: held.id }
  const body = { expectedVersion: held.version }
  const words = [
    held.number === null ? '' : `No. ${held.number}`,
    held.expiresOn === null ? '' : `until ${dayWords(held.expiresOn)}`,
    held.verifiedBy === null ? `entered by ${held.enteredBy}` : `seen by ${held.verifiedBy}`,
  ].filter((part) => part !== '')
  return (
    <div>
      <ErrorNotice error={verify.error ?? remove.error} />
      <Group justify="space-between" gap="sm">
        <Text size="sm" className={props.isNewest ? undefined : 'quiet'}>
          {props.isNewest ? '' : 'Before: '}
          {words.join(', ')}
        </Text>
        <Group gap="xs">
          {held.fileName === null ? null : (
            <Button
              component="a"
              href={addressOf(getFile, { params })}
              download
              size="compact-sm"
              variant="subtle"
              leftSection={<IconDownload size={16} aria-hidden />}
              aria-label={`Download ${held.fileName}`}
            >
              File
            </Button>
          )}
          {props.mayVerify && held.verifiedBy === null && props.isNewest ? (
            <Button
              size="compact-sm"
              loading={verify.isPending}
              aria-label={`Confirm ${kind.name}`}
              onClick={() => verify.mutate({ params, body })}
            >
              Seen and right
            </Button>
          ) : null}
          {props.mayKeep ? (
            <>
              <Button size="compact-sm" variant="subtle" aria-label={`Correct ${kind.name}`} onClick={props.onEdit}>
                Correct
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                loading={remove.isPending}
                aria-label={`Take ${kind.name} away`}
                onClick={() => remove.mutate({ params, body })}
              >
                Take away
              </Button>
            </>
          ) : null}
        </Group>
      </Group>
    </div>
  )
}
