import { Badge, Group, Select, Text } from '@mantine/core'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { leaveKinds, leaveNames } from '../../../people/contract.ts'
import type { Meaning } from '../codes.ts'
import type { WorkbookView } from '../contract.ts'

type CodeLine = WorkbookView['codes'][number]

const valueOf = (meaning: Meaning): string =>
  meaning.kind === 'rotation'
    ? `rotation:${meaning.rotationId}`
    : meaning.kind === 'leave'
      ? `leave:${meaning.leaveKind}`
      : 'nothing'

function meaningOf(value: string): Meaning {
  const [kind = '', rest = ''] = value.split(/:(.*)/s)
  const leaveKind = leaveKinds.find((each) => each === rest)
  if (kind === 'rotation') return { kind, rotationId: rest }
  return kind === 'leave' && leaveKind !== undefined ? { kind, leaveKind } : { kind: 'nothing' }
}

/** The least certain first: unknown, then guessed, then halves, then known. */
const certainty = ({ meaning, guessed, halves }: CodeLine): number =>
  meaning === null && halves.length === 0 ? 0 : guessed ? 1 : halves.length > 0 ? 2 : 3

/** What each code of the file means; a choice is remembered for the program's next file. */
export function CodeList(props: {
  readonly view: WorkbookView
  readonly busy: boolean
  readonly onChange: (code: string, meaning: Meaning | null) => void
}) {
  const { view } = props
  const unknown = view.codes.filter((line) => certainty(line) === 0).length
  const rows = [...view.codes].sort((a, b) => certainty(a) - certainty(b) || b.count - a.count)
  const data = [
    {
      group: 'Rotations',
      items: view.rotations.map(({ rotationId, code, name }) => ({
        value: `rotation:${rotationId}`,
        label: `${code}: ${name}`,
      })),
    },
    { group: 'Away', items: leaveKinds.map((kind) => ({ value: `leave:${kind}`, label: leaveNames[kind] })) },
    { group: 'Neither', items: [{ value: 'nothing', label: 'Nothing to import' }] },
  ]
  const columns: readonly Column<CodeLine>[] = [
    { key: 'code', header: 'Code', cell: (line) => <strong>{line.code}</strong> },
    { key: 'count', header: 'Times', align: 'right', sortBy: (line) => line.count, cell: (line) => line.count },
    {
      key: 'meaning',
      header: 'Means',
      cell: (line) => (
        <Select
          aria-label={`What “${line.code}” means`}
          placeholder={line.halves.length === 2 ? `First ${line.halves[0]}, then ${line.halves[1]}` : 'Choose'}
          searchable
          clearable={view.choices.codes[line.code] !== undefined}
          clearButtonProps={{ 'aria-label': 'Take back this choice' }}
          data={data}
          value={line.meaning === null ? null : valueOf(line.meaning)}
          disabled={props.busy}
          onChange={(value) => props.onChange(line.code, value === null ? null : meaningOf(value))}
        />
      ),
    },
    {
      key: 'state',
      header: 'State',
      cell: (line) => {
        const words = ['Unknown', 'Guessed: check it', 'Two halves', 'Known'] as const
        return (
          <Badge variant={certainty(line) < 2 ? 'filled' : 'outline'} tt="none">
            {words[certainty(line)]}
          </Badge>
        )
      },
    },
  ]
  return (
    <>
      <Group mb="xs">
        <Text>
          {unknown === 0
            ? `All ${view.codes.length} codes are understood.`
            : `${unknown} of ${view.codes.length} codes ${unknown === 1 ? 'is' : 'are'} not known here yet.`}
        </Text>
      </Group>
      {rows.length === 0 ? null : (
        <DataTable caption="Codes, the unclear ones first" rows={rows} columns={columns} rowKey={(line) => line.code} />
      )}
    </>
  )
}
