import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { listRooms, putRoom, type RoomView } from '../contract.ts'

function answerOf(rooms: readonly RoomView[]): string {
  const shared = rooms.filter(({ programs }) => programs.length > 1).length
  if (rooms.length === 0) return 'No program names a room yet.'
  return `${rooms.length} ${rooms.length === 1 ? 'room' : 'rooms'}, ${shared} of them shared by several programs.`
}

const columnsFor = (onEdit: (room: RoomView) => void): readonly Column<RoomView>[] => [
  { key: 'name', header: 'Room', sortBy: (row) => row.name, cell: (row) => <strong>{row.name}</strong> },
  {
    key: 'min',
    header: 'At least',
    align: 'right',
    sortBy: (row) => row.minTrainees,
    cell: (row) => row.minTrainees ?? 'no limit',
  },
  {
    key: 'max',
    header: 'At most',
    align: 'right',
    sortBy: (row) => row.maxTrainees,
    cell: (row) => row.maxTrainees ?? 'no limit',
  },
  {
    key: 'programs',
    header: 'Used by',
    sortBy: (row) => row.programs.length,
    cell: (row) =>
      row.programs.map((program) => (
        <div key={program.id}>
          <TextLink to={`/curriculum/${program.id}`}>{program.shortName}</TextLink>{' '}
          <span className="quiet">({program.rotations.join(', ')})</span>
        </div>
      )),
  },
  {
    key: 'edit',
    header: 'Change',
    cell: (row) =>
      row.mayEdit ? (
        <Button size="xs" variant="default" onClick={() => onEdit(row)} aria-label={`Change ${row.name}`}>
          Change
        </Button>
      ) : null,
  },
]

/** Shared rooms: how many trainees of all programs together are there on a day. */
export function RoomsPage() {
  const query = useRoute(listRooms, {})
  const [edited, setEdited] = useState<RoomView | null>(null)
  return (
    <Page title="Rooms" answer={query.data === undefined ? undefined : answerOf(query.data.rooms)}>
      <Loaded query={query} shape="table">
        {({ rooms }) => (
          <DataTable
            caption="Trainees present on a working day, over all programs that use the room"
            rows={rooms}
            columns={columnsFor(setEdited)}
            rowKey={(row) => row.id}
            empty={
              <EmptyState title="No rooms yet">
                Rooms come with the program definitions that name them. Import a program first.
              </EmptyState>
            }
          />
        )}
      </Loaded>
      {edited === null ? null : (
        <RoomDialog key={`${edited.id} ${edited.version}`} room={edited} onClose={() => setEdited(null)} />
      )}
    </Page>
  )
}

const figure = (value: number | string): number | null => (typeof value === 'number' ? value : null)

function RoomDialog({ room, onClose }: { readonly room: RoomView; readonly onClose: () => void }) {
  const [name, setName] = useState(room.name)
  const [least, setLeast] = useState<number | string>(room.minTrainees ?? '')
  const [most, setMost] = useState<number | string>(room.maxTrainees ?? '')
  const save = useAction(putRoom, {
    refresh: [listRooms],
    onDone: () => {
      notifications.show({ message: `${name} is changed. Schedules are judged by it from now on.` })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { expectedVersion: room.version, name, minTrainees: figure(least), maxTrainees: figure(most) }
    save.mutate({ params: { roomId: room.id }, body })
  }
  return (
    <Modal opened onClose={onClose} title={`Change ${room.name}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={save.error} shown={['name', 'minTrainees', 'maxTrainees']} />
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldError(save.error, 'name')}
            data-autofocus
          />
          <Group grow>
            <NumberInput
              label="At least"
              description="Empty: no limit"
              min={0}
              allowDecimal={false}
              value={least}
              onChange={setLeast}
              error={fieldError(save.error, 'minTrainees')}
            />
            <NumberInput
              label="At most"
              description="Empty: no limit"
              min={0}
              allowDecimal={false}
              value={most}
              onChange={setMost}
              error={fieldError(save.error, 'maxTrainees')}
            />
          </Group>
          <Text size="sm" className="quiet">
            This counts for every program that uses the room:{' '}
            {room.programs.map(({ shortName }) => shortName).join(', ')}.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
