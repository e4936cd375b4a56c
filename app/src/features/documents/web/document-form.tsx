import { Button, FileInput, Group, Modal, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { call } from '../../../contract/client.ts'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import {
  addDocument,
  changeDocument,
  deskDocuments,
  type HeldView,
  type KindOfPerson,
  mostFileBytes,
  personDocuments,
  putFile,
} from '../contract.ts'

/** Enters a document, renews it, or corrects `held`. The file goes after what is written, so that a refused file loses nothing. */
export function DocumentForm(props: {
  readonly personId: string
  readonly kind: KindOfPerson
  readonly held?: HeldView | undefined
  readonly onClose: () => void
}) {
  const { kind, held, personId } = props
  const [number, setNumber] = useState(held?.number ?? '')
  const [issuedOn, setIssuedOn] = useState(held?.issuedOn ?? '')
  const [expiresOn, setExpiresOn] = useState(held?.expiresOn ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [fileProblem, setFileProblem] = useState<Error | null>(null)
  const refresh = [personDocuments, deskDocuments]
  const finish = async (documentId: string, version: number) => {
    if (file !== null)
      try {
        await call(putFile, {
          params: { documentId },
          query: { fileName: file.name, expectedVersion: String(version) },
          body: new Uint8Array(await file.arrayBuffer()),
        })
      } catch (error) {
        setFileProblem(error instanceof Error ? error : null)
        return
      }
    notifications.show({ message: `${kind.name} is kept.` })
    props.onClose()
  }
  const add = useAction(addDocument, { refresh, onDone: ({ id }) => void finish(id, 0) })
  const change = useAction(changeDocument, { refresh, onDone: ({ version }) => void finish(held?.id ?? '', version) })
  const error = add.error ?? change.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fields = { number: number || null, issuedOn: issuedOn || null, expiresOn: expiresOn || null }
    if (held === undefined) add.mutate({ params: { personId }, body: { kindId: kind.id, fields } })
    else change.mutate({ params: { documentId: held.id }, body: { expectedVersion: held.version, fields } })
  }
  return (
    <Modal opened onClose={props.onClose} title={held === undefined ? kind.name : `Correct ${kind.name}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={error} shown={['fields.expiresOn', 'fields.number', 'fields.issuedOn']} />
          <ErrorNotice error={fileProblem} />
          <TextInput
            label="Number, if it has one"
            value={number}
            error={fieldError(error, 'fields.number')}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <TextInput
            label="Issued on"
            type="date"
            value={issuedOn}
            error={fieldError(error, 'fields.issuedOn')}
            onChange={(event) => setIssuedOn(event.currentTarget.value)}
          />
          {kind.expires ? (
            <TextInput
              label="Valid until"
              type="date"
              required
              value={expiresOn}
              error={fieldError(error, 'fields.expiresOn')}
              onChange={(event) => setExpiresOn(event.currentTarget.value)}
            />
          ) : null}
          <FileInput
            label="A scan or photograph"
            description="PDF, JPEG, PNG or WebP, at most 8 MB. Only you and those who run your program can open it."
            placeholder={held?.fileName ?? 'Choose a file'}
            accept="application/pdf,image/jpeg,image/png,image/webp"
            clearable
            clearButtonProps={{ 'aria-label': 'Take the file away' }}
            value={file}
            error={tooLarge ? 'This file is larger than 8 MB.' : undefined}
            onChange={(chosen) => {
              const isTooLarge = chosen !== null && chosen.size > mostFileBytes
              setTooLarge(isTooLarge)
              setFile(isTooLarge ? null : chosen)
            }}
          />
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={add.isPending || change.isPending}>
              Keep it
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
