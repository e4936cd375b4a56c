import { Button, Group, List, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Status } from '../../../ui/status.tsx'
import { decidePeople, getRollover, type PersonDecision, type PlaceView, type RolloverView } from '../contract.ts'
import { DecisionField } from './decision-field.tsx'
import classes from './rollover.module.css'
import { counted, needsLook, wordsOfPlace } from './rollover-words.ts'
import { Remark } from './remark.tsx'

const finishing = new Set<PlaceView['where']>(['finishes', 'moves', 'finished'])
const shownIn = {
  look: needsLook,
  finish: ({ where }: PlaceView) => finishing.has(where),
  stay: ({ where }: PlaceView) => where === 'stays' || where === 'finishes-within',
  all: () => true,
} as const
type Shown = keyof typeof shownIn
const shownKeys = Object.keys(shownIn) as Shown[]

/** Where everybody is when the year turns, and what is to become of them. Each decision is kept as it is made. */
export function PeopleStep({ view, onNext }: { readonly view: RolloverView; readonly onNext: () => void }) {
  const here = view.people
    .filter(({ where }) => where !== 'comes')
    .toSorted((a, b) => Number(needsLook(b)) - Number(needsLook(a)))
  const [shown, setShown] = useState<Shown>(here.some(needsLook) ? 'look' : 'all')
  const save = useAction(decidePeople, { refresh: [getRollover] })
  const params = { programId: view.programId, startYear: String(view.startYear) }
  const decide = (places: readonly PlaceView[], decisionOf: (place: PlaceView) => PersonDecision) =>
    save.mutate({
      params,
      body: {
        decisions: places.map((place) => ({
          appointmentId: place.appointmentId,
          expectedVersion: place.version,
          decision: decisionOf(place),
        })),
      },
    })
  const columns: readonly Column<PlaceView>[] = [
    {
      key: 'person',
      header: 'Trainee',
      sortBy: ({ personName }) => personName,
      cell: (place) => (
        <div>
          <TextLink to={`/people/${place.personId}`}>{place.personName}</TextLink>
          {place.marks.map((mark) => (
            <Text key={mark} size="sm" className="quiet">
              {mark}
            </Text>
          ))}
        </div>
      ),
    },
    { key: 'where', header: 'When the year turns', sortBy: wordsOfPlace, cell: (place) => <WhereCell place={place} /> },
    { key: 'end', header: 'Ends on', sortBy: ({ endOn }) => endOn, cell: ({ endOn }) => shortDay(endOn, true) },
    {
      key: 'decision',
      header: 'Decision',
      cell: (place) => (
        <DecisionField
          key={`${place.appointmentId} ${place.version}`}
          place={place}
          isSaving={
            save.isPending && save.variables.body.decisions.some((each) => each.appointmentId === place.appointmentId)
          }
          onDecide={(decision) => decide([place], () => decision)}
        />
      ),
    },
  ]
  if (here.length === 0)
    return (
      <EmptyState
        title={`Nobody of ${view.programName} is here in ${view.fromLabel}`}
        action={<Button onClick={onNext}>Say who comes</Button>}
      >
        There is nobody to carry over; say who begins in {view.label}.
      </EmptyState>
    )
  const open = here.filter((place) => needsLook(place) && place.decision.choice !== 'undecided')
  return (
    <Stack gap="md">
      <ErrorNotice error={save.error} />
      {view.waiting.length === 0 ? null : (
        <Remark kind="warning">
          {`Left out, because not every program has agreed to their combined fellowship: ${view.waiting.join(', ')}.`}
        </Remark>
      )}
      <Group justify="space-between" gap="sm">
        <SegmentedControl
          aria-label="Which people"
          className={classes.shown ?? ''}
          value={shown}
          onChange={(value) => setShown(shownKeys.find((key) => key === value) ?? 'all')}
          data={[
            { value: 'look', label: `To look at ${here.filter(shownIn.look).length}` },
            { value: 'finish', label: `Finish ${here.filter(shownIn.finish).length}` },
            { value: 'stay', label: `Go on ${here.filter(shownIn.stay).length}` },
            { value: 'all', label: `All ${here.length}` },
          ]}
        />
        <CsvButton
          fileName={`rollover-${view.label}.csv`}
          header={[
            'Trainee',
            'When the year turns',
            'Why',
            'Ends on',
            'Reckoned end',
            'Decision',
            'Outstanding',
            'Carried',
          ]}
          rows={here.map((place) => [
            place.personName,
            wordsOfPlace(place),
            place.reason,
            place.endOn,
            place.reckonedOn ?? '',
            place.decision.choice === 'end' ? `end on ${place.decision.endOn}` : place.decision.choice,
            place.outstanding.map(({ title }) => title).join('; '),
            place.carried.join('; '),
          ])}
        />
      </Group>
      <DataTable
        caption={`People of ${view.fromLabel}, and what is to become of them`}
        rows={here.filter(shownIn[shown])}
        columns={columns}
        rowKey={({ appointmentId }) => appointmentId}
        empty={<Text>Nobody needs a look any more.</Text>}
      />
      <Group justify="end">
        {open.length > 1 ? (
          <Button variant="default" loading={save.isPending} onClick={() => decide(open, ({ decision }) => decision)}>
            Agree to all {counted(open.length, 'proposal')}
          </Button>
        ) : null}
        <Button rightSection={<IconArrowRight size={18} aria-hidden />} onClick={onNext}>
          Who comes
        </Button>
      </Group>
    </Stack>
  )
}

function WhereCell({ place }: { readonly place: PlaceView }) {
  const { outstanding } = place
  return (
    <div className={classes.where}>
      <Text fw={600}>{wordsOfPlace(place)}</Text>
      <Text size="sm">{place.reason}</Text>
      {place.carried.map((carried) => (
        <Text key={carried} size="sm" className="quiet">
          Comes along: {carried}
        </Text>
      ))}
      {outstanding.length === 0 ? null : (
        <details>
          <summary>
            <Status kind={outstanding.some(({ status }) => status === 'missed') ? 'missed' : 'at-risk'}>
              {counted(outstanding.length, 'requirement')} not reached as planned
            </Status>
          </summary>
          <List size="sm">
            {outstanding.map(({ title, sentence }) => (
              <List.Item key={title}>
                {title}: {sentence}
              </List.Item>
            ))}
          </List>
          <TextLink to={`/people/${place.personId}/progress`}>All of their progress</TextLink>
        </details>
      )}
    </div>
  )
}
