import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { Code } from '../../../../../ui/code.tsx'
import { CsvButton } from '../../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { rangeWords } from '../../../../../ui/date-words.ts'
import { TextLink } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Section } from '../../../../../ui/page.tsx'
import type { Comparison } from '../contract.ts'

type Difference = Comparison['differences'][number]

const atOnce = 100

/** The address of a cell in a draft or in the record. */
function addressOf(side: Comparison['left'], { appointmentId, startOn }: Difference) {
  return {
    to: side.scenarioId === null ? '/schedule' : `/schedule/scenarios/${side.scenarioId}`,
    search: { at: `${appointmentId}.${startOn}` },
  }
}

function Place({ place }: { readonly place: Difference['left'] }) {
  return place === null ? (
    <Text span size="sm" className="quiet">
      nothing
    </Text>
  ) : (
    <>
      <Code tint={place.tint}>{place.code}</Code> {place.name}
    </>
  )
}

/** Every stretch of days on which both differ; each leads to its cell. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  const [shown, setShown] = useState(atOnce)
  const { left, right, differences, startYear } = comparison
  const jump = (side: 'left' | 'right'): Column<Difference> => ({
    key: side,
    header: comparison[side].name,
    sortBy: (row) => row[side]?.name ?? '',
    cell: (row) => {
      const { to, search } = addressOf(comparison[side], row)
      return (
        <TextLink to={to} search={{ ...search, year: startYear }}>
          <Place place={row[side]} />
        </TextLink>
      )
    },
  })
  const columns: readonly Column<Difference>[] = [
    { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
    { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
    {
      key: 'days',
      header: 'Days',
      sortBy: (row) => row.startOn,
      cell: (row) => rangeWords(row.startOn, row.endOn),
    },
    jump('left'),
    jump('right'),
  ]
  return (
    <Section title="Differences">
      <DataTable
        caption={`${differences.length} ${differences.length === 1 ? 'place differs' : 'places differ'}; a rotation leads to its cell`}
        rows={differences.slice(0, shown)}
        columns={columns}
        rowKey={(row) => `${row.appointmentId} ${row.startOn}`}
        empty={<EmptyState title="No difference">Both are the same on every day.</EmptyState>}
        csv={
          <CsvButton
            fileName={`differences-${comparison.label}.csv`}
            header={['Trainee', 'Level', 'From', 'To', left.name, right.name]}
            rows={differences.map((row) => [
              row.personName,
              row.level,
              row.startOn,
              row.endOn,
              row.left?.name ?? '',
              row.right?.name ?? '',
            ])}
          />
        }
      />
      {differences.length > shown ? (
        <Button variant="default" mt="sm" onClick={() => setShown(shown + 5 * atOnce)}>
          Show more of {differences.length - shown}
        </Button>
      ) : null}
    </Section>
  )
}
