import { Button, Group } from '@mantine/core'
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import classes from './editor.module.css'
import type { Draft } from './use-draft.ts'

/** Whether everything is stored: there is no button for it, only this. */
export function SaveState({ draft }: { readonly draft: Draft }) {
  const { state } = draft.saving
  const waiting = draft.session.waiting.length
  if (state === 'offline')
    return (
      <Group gap="xs" wrap="nowrap">
        <span className={classes.saving} role="status">
          <IconCloudOff size={18} aria-hidden />
          Offline: {waiting} {waiting === 1 ? 'edit waits' : 'edits wait'}
        </span>
        <Button size="compact-sm" variant="default" onClick={draft.retry}>
          Try now
        </Button>
      </Group>
    )
  const isSaving = state === 'saving' || waiting > 0
  const Icon = isSaving ? IconCloudUp : IconCloudCheck
  return (
    <span className={classes.saving}>
      <Icon size={18} aria-hidden />
      {isSaving ? 'Saving' : 'Saved'}
    </span>
  )
}
