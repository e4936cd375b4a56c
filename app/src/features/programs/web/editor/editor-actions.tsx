import { ActionIcon, Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconArrowForwardUp, IconDownload, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { addressOf } from '../../../../contract/client.ts'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { TextLink } from '../../../../ui/navigation.tsx'
import { discardDraft, exportDraft, getDraft, listDrafts } from '../../drafts/contract.ts'
import type { DraftText } from './use-draft-text.ts'

export type Draft = RouteAnswer<typeof getDraft>

/** What can be done with a draft as a whole. */
export function EditorActions({
  draft,
  text,
  children,
}: {
  readonly draft: Draft
  readonly text: DraftText
  readonly children: ReactNode
}) {
  const navigate = useNavigate()
  const put = useAction(discardDraft, {
    refresh: [listDrafts, getDraft],
    onDone: () => {
      notifications.show({ message: 'The draft was put away.' })
      void navigate({ to: `/curriculum/${draft.programId}` })
    },
  })
  const isOpen = draft.state === 'open'
  return (
    <Group gap="xs">
      <TextLink to={`/curriculum/${draft.programId}`}>The program</TextLink>
      {isOpen ? (
        <>
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Undo"
            disabled={text.undo === null}
            onClick={() => text.undo?.()}
          >
            <IconArrowBackUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Redo"
            disabled={text.redo === null}
            onClick={() => text.redo?.()}
          >
            <IconArrowForwardUp size={18} aria-hidden />
          </ActionIcon>
          <OpenFile onText={text.replace} />
        </>
      ) : null}
      <Button
        component="a"
        variant="default"
        href={addressOf(exportDraft, { params: { draftId: draft.id } })}
        download
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        Export
      </Button>
      {isOpen ? (
        <Button
          variant="default"
          leftSection={<IconTrash size={18} aria-hidden />}
          loading={put.isPending}
          disabled={text.state !== 'saved'}
          onClick={() =>
            put.mutate({ params: { draftId: draft.id }, body: { expectedVersion: text.savedVersion, discarded: true } })
          }
        >
          Put away
        </Button>
      ) : null}
      {children}
    </Group>
  )
}

/** Takes a file's text in place of the draft's; undo brings the draft's back. */
function OpenFile({ onText }: { readonly onText: (text: string) => void }) {
  return (
    <Button component="label" variant="default">
      From a file
      <input
        type="file"
        accept=".yaml,.yml"
        className="visually-hidden"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          event.currentTarget.value = ''
          if (file) void file.text().then(onText)
        }}
      />
    </Button>
  )
}
