import { Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { skipped, type WorkbookView } from '../contract.ts'

type Line = WorkbookView['people'][number]

/** Who each line is about: those that are unclear first, the others on demand. */
export function NameList(props: {
  readonly view: WorkbookView
  readonly busy: boolean
  readonly onChange: (key: string, value: string | null) => void
}) {
  const { view } = props
  const [all, setAll] = useState(false)
  const unclear = view.people.filter(({ appointmentId, skipped: left }) => appointmentId === null && !left)
  const rows = all ? view.people : unclear
  const option = (id: string) => {
    const appointment = view.appointments.find((each) => each.id === id)
    return appointment === undefined ? [] : [{ value: id, label: `${appointment.personName}, ${appointment.level}` }]
  }
  const choicesFor = (line: Line) => {
    const likely = line.suggestions.flatMap(option)
    const others = view.appointments.filter(({ id }) => !line.suggestions.includes(id)).flatMap(({ id }) => option(id))
    return [
      { group: 'Not a trainee', items: [{ value: skipped, label: 'Leave this line out' }] },
      ...(likely.length === 0 ? [] : [{ group: 'Likely', items: likely }]),
      { group: 'Everybody', items: others },
    ]
  }
  const columns: readonly Column<Line>[] = [
    { key: 'row', header: 'Row', align: 'right', cell: (line) => line.row },
    { key: 'name', header: 'As written', cell: (line) => line.name },
    {
      key: 'meant',
      header: 'Means',
      cell: (line) => (
        <Select
          aria-label={`Who “${line.name}” in row ${line.row} is`}
          placeholder="Choose who this is"
          searchable
          clearable={view.choices.people[line.key] !== undefined}
          clearButtonProps={{ 'aria-label': 'Take back this choice' }}
          data={choicesFor(line)}
          value={line.skipped ? skipped : line.appointmentId}
          disabled={props.busy}
          onChange={(value) => props.onChange(line.key, value)}
        />
      ),
    },
  ]
  return (
    <>
      <Group justify="space-between">
        <Text>
          {unclear.length === 0
            ? `Every line is known: ${view.counts.people} of ${view.people.length} are imported.`
            : `${unclear.length} of ${view.people.length} lines are unclear.`}{' '}
          Somebody is missing? <TextLink to="/people">Add the person and the appointment</TextLink>, then come back.
        </Text>
        <Button variant="default" size="xs" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Only the unclear ones' : 'Show every line'}
        </Button>
      </Group>
      {rows.length === 0 ? null : (
        <DataTable
          caption={all ? 'Every line' : 'Lines that are unclear'}
          rows={rows}
          columns={columns}
          rowKey={(line) => `${line.sheet} ${line.row}`}
        />
      )}
    </>
  )
}
