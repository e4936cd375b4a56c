import { Alert, Button, Group } from '@mantine/core'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import type { DraftText, SaveState } from './use-draft-text.ts'

const words: Record<SaveState, string> = {
  saved: 'Saved.',
  waiting: 'Not saved yet …',
  saving: 'Saving …',
  refused: 'Not saved.',
  stale: 'Not saved: changed by somebody else meanwhile.',
}

/** Whether what is seen is stored; said quietly. */
export function SaveWords({ state }: { readonly state: SaveState }) {
  return (
    <span className="quiet" role="status">
      {words[state]}
    </span>
  )
}

/** What stands in the way of saving, and the ways on. Nothing typed is lost on either. */
export function SaveTrouble({ draft }: { readonly draft: DraftText }) {
  if (draft.other !== undefined)
    return (
      <Alert color="red" variant="light" role="alert" title={`${draft.other.updatedBy} changed this draft meanwhile`}>
        <Group gap="sm">
          <Button size="xs" variant="default" onClick={draft.takeTheirs}>
            Take theirs (mine can be undone back)
          </Button>
          <Button size="xs" variant="default" onClick={draft.keepMine}>
            Save mine instead
          </Button>
        </Group>
      </Alert>
    )
  return <ErrorNotice error={draft.error} onRetry={draft.saveNow} retryLabel="Save again" />
}
