import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorNotice } from './notices.tsx'

export interface SavedView<Settings> {
  readonly id: string
  readonly name: string
  readonly settings: Settings
}

/** Ways to look at something that a person keeps under a name. The page asks for them when `onOpen` says so, and stores them. */
export function SavedViews<Settings>(props: {
  readonly views: readonly SavedView<Settings>[]
  /** What a view keeps, for who has none yet. */
  readonly hint: string
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
  readonly onChoose: (settings: Settings) => void
  /** `onSaved` is called once it is stored; what was typed stays until then. */
  readonly onSave: (name: string, onSaved: () => void) => void
  readonly onRemove: (id: string) => void
  readonly isSaving: boolean
  readonly error: Error | null
}) {
  const { isOpen, onOpen, views } = props
  const [name, setName] = useState('')
  return (
    <Popover
      width={300}
      position="bottom-end"
      shadow="md"
      trapFocus
      withRoles={false}
      opened={isOpen}
      onChange={onOpen}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => onOpen(!isOpen)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Saved views">
        <Stack gap="xs">
          {views.length === 0 ? (
            <Text size="sm">{props.hint}</Text>
          ) : (
            views.map((view) => (
              <Group key={view.id} gap="xs" wrap="nowrap" justify="space-between">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => {
                    onOpen(false)
                    props.onChoose(view.settings)
                  }}
                >
                  {view.name}
                </Button>
                <ActionIcon
                  variant="subtle"
                  aria-label={`Remove the view ${view.name}`}
                  onClick={() => props.onRemove(view.id)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() !== '') props.onSave(name, () => setName(''))
            }}
          >
            <Group gap="xs" align="end" wrap="nowrap">
              <TextInput
                size="sm"
                label="Save what I see as"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                data-autofocus
              />
              <Button type="submit" size="sm" loading={props.isSaving} disabled={name.trim() === ''}>
                Save
              </Button>
            </Group>
          </form>
          <ErrorNotice error={props.error} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
