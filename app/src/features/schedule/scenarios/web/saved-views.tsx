import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { type GridSettings, listGridViews, removeGridView, saveGridView } from '../views-contract.ts'

/** Views of the grid that a person keeps under a name: filters, zoom and coverage. */
export function SavedViews(props: {
  readonly settings: GridSettings
  readonly onChoose: (settings: GridSettings) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const query = useRoute(listGridViews, {}, { enabled: isOpen })
  const refresh = [listGridViews]
  const save = useAction(saveGridView, { refresh, onDone: () => setName('') })
  const remove = useAction(removeGridView, { refresh })
  const views = query.data?.views ?? []
  return (
    <Popover
      width={300}
      position="bottom-end"
      shadow="md"
      trapFocus
      withRoles={false}
      opened={isOpen}
      onChange={setOpen}
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          aria-expanded={isOpen}
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Saved views">
        <Stack gap="xs">
          {views.length === 0 ? (
            <Text size="sm">A saved view keeps filters, zoom and coverage under a name, for you alone.</Text>
          ) : (
            views.map((view) => (
              <Group key={view.id} gap="xs" wrap="nowrap" justify="space-between">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => {
                    setOpen(false)
                    props.onChoose(view.settings)
                  }}
                >
                  {view.name}
                </Button>
                <ActionIcon
                  variant="subtle"
                  aria-label={`Remove the view ${view.name}`}
                  onClick={() => remove.mutate({ params: { viewId: view.id } })}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() !== '') save.mutate({ body: { name, settings: props.settings } })
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
              <Button type="submit" size="sm" loading={save.isPending} disabled={name.trim() === ''}>
                Save
              </Button>
            </Group>
          </form>
          <ErrorNotice error={save.error ?? remove.error ?? query.error} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
