import { type Column, DataTable } from '../../../ui/data-table.tsx'
import type { ProgramAnswer } from './program-page.tsx'
import { NotVerified } from './verified.tsx'

const kindWords: Record<string, string> = {
  rotation: 'Rotations',
  research: 'Research',
  cases: 'Cases',
  didactics: 'Didactics',
  evaluations: 'Evaluations',
  hours: 'Hours',
  other: 'Other',
}

type Row = {
  readonly requirement: ProgramAnswer['definition']['requirements'][number]
  readonly phrase: ProgramAnswer['phrases']['requirements'][number] | undefined
}

const columns: readonly Column<Row>[] = [
  {
    key: 'title',
    header: 'Requirement',
    cell: ({ requirement }) => (
      <>
        <strong>{requirement.title}</strong> <NotVerified fact={requirement} />
      </>
    ),
  },
  { key: 'kind', header: 'Kind', cell: ({ requirement }) => kindWords[requirement.kind] ?? requirement.kind },
  { key: 'amount', header: 'How much', cell: ({ phrase }) => phrase?.amount ?? '' },
  { key: 'counts', header: 'What counts', cell: ({ phrase }) => phrase?.counts.join(', ') ?? '' },
  { key: 'levels', header: 'Levels', cell: ({ phrase }) => phrase?.levels ?? '' },
]

export function RequirementTable({ program }: { readonly program: ProgramAnswer }) {
  const rows = program.definition.requirements.map((requirement, index) => ({
    requirement,
    phrase: program.phrases.requirements[index],
  }))
  return (
    <DataTable
      caption="What graduation asks for"
      rows={rows}
      columns={columns}
      rowKey={({ requirement }) => requirement.id}
    />
  )
}
