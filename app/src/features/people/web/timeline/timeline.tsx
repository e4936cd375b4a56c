import { Group, SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { CsvButton } from '../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { lengthWords, shortDay } from '../../../../ui/date-words.ts'
import { Section } from '../../../../ui/page.tsx'
import type { PersonView } from '../../contract.ts'
import { getTraining } from '../../training/contract.ts'
import { Drawing } from './drawing.tsx'
import classes from './timeline.module.css'
import { type TableLine, tableOf, type Track, tracksOf } from './tracks.ts'

const columns: readonly Column<TableLine>[] = [
  { key: 'what', header: 'What', cell: (row) => row.what },
  { key: 'from', header: 'First day', cell: (row) => shortDay(row.startOn, true) },
  { key: 'to', header: 'Last day', cell: (row) => shortDay(row.endOn, true) },
  { key: 'length', header: 'Length', cell: (row) => lengthWords(row.startOn, row.endOn) },
  { key: 'note', header: 'Note', cell: (row) => row.note },
]

/** Appointments over the years: levels, leave, combined programs, today and the expected end of training; drawn, or as a table. */
export function Timeline({ person }: { readonly person: PersonView }) {
  const [view, setView] = useState('picture')
  const { ref, width } = useElementSize()
  const ends = useRoute(getTraining, { params: { personId: person.id } })
  const tracks = tracksOf(person, ends.data?.appointments ?? [])
  const lines = tableOf(person, tracks)
  return (
    <Section
      title="Training over the years"
      aside={
        <Group gap="xs">
          <CsvButton
            fileName="training.csv"
            header={['What', 'First day', 'Last day', 'Note']}
            rows={lines.map(({ what, startOn, endOn, note }) => [what, startOn, endOn, note])}
          />
          <SegmentedControl
            size="xs"
            aria-label="How the years are shown"
            value={view}
            onChange={setView}
            data={[
              { value: 'picture', label: 'Picture' },
              { value: 'table', label: 'Table' },
            ]}
          />
        </Group>
      }
    >
      <EndWords tracks={tracks} />
      {view === 'table' ? (
        <DataTable caption="By first day" rows={lines} columns={columns} rowKey={(row) => row.key} />
      ) : (
        <figure ref={ref} className={classes.figure}>
          {width === 0 ? null : <Drawing person={person} tracks={tracks} width={width} />}
          <Legend person={person} tracks={tracks} />
        </figure>
      )}
    </Section>
  )
}

/** Where training is expected to end after the appointment does: what somebody must do something about. */
function EndWords({ tracks }: { readonly tracks: readonly Track[] }) {
  const late = tracks.flatMap(({ id, endOn, programName, end }) =>
    end !== null && end.expectedOn > endOn ? [{ id, endOn, programName, ...end }] : [],
  )
  return late.map(({ id, endOn, programName, expectedOn, isReckoned }) => (
    <p key={id} style={{ margin: '0 0 0.75rem' }}>
      With leave so far, training in {programName} is expected to end on <b>{shortDay(expectedOn, true)}</b>; the
      appointment ends on {shortDay(endOn, true)}.
      {isReckoned ? '' : ' The program has no fixed length, so leave is added to the last day as it was entered.'}
    </p>
  ))
}

function Legend({ person, tracks }: { readonly person: PersonView; readonly tracks: readonly Track[] }) {
  const swatch = (className: string | undefined) => (
    <svg width="14" height="10" aria-hidden>
      <rect className={className} x="0.5" y="0.5" width="13" height="9" />
    </svg>
  )
  const pauses = person.leaves.some(({ countsTowardTraining }) => !countsTowardTraining)
  const counts = person.leaves.some(({ countsTowardTraining }) => countsTowardTraining)
  const isLate = tracks.some(({ end, endOn }) => end !== null && end.expectedOn > endOn)
  const waits = tracks.some(({ active }) => !active)
  if (!counts && !pauses && !isLate && !waits) return null
  return (
    <ul className={classes.legend}>
      {counts ? <li>{swatch(classes.counts)}Leave that counts</li> : null}
      {pauses ? <li>{swatch(classes.pauses)}Leave that does not count</li> : null}
      {isLate ? <li>{swatch(classes.extension)}Until the expected end</li> : null}
      {waits ? <li>{swatch(classes.waiting)}Waits for an agreement</li> : null}
    </ul>
  )
}
