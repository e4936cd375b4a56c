import { Button, Group, Loader, Text } from '@mantine/core'
import { useRoute } from '../../../../../ui/api.ts'
import { dayWords } from '../../../../../ui/date-words.ts'
import { ErrorNotice } from '../../../../../ui/notices.tsx'
import { callCandidates, type CallRow, type CallScheduleView } from '../../schedules-contract.ts'
import shared from '../call.module.css'
import classes from './board.module.css'
import type { Placed } from './days.ts'
import type { Place } from './pools-grid.tsx'
import type { Edits } from './use-edits.ts'

/** Who could take a shift of a day: those without an objection first, the others with the reason in one line. */
export function Candidates(props: {
  readonly view: CallScheduleView
  readonly place: Place
  readonly placed: Placed
  /** Whom they would replace. */
  readonly instead: CallRow | null
  readonly edits: Edits
}) {
  const { view, place, placed, instead, edits } = props
  const query = useRoute(
    callCandidates,
    {
      params: { scheduleId: view.id },
      query: { shiftId: place.shiftId, onDay: place.on, ...(instead === null ? {} : { instead: instead.id }) },
    },
    { keepLast: true },
  )
  const put = (personId: string, name: string) =>
    edits.apply({
      remove: instead === null ? [] : [instead],
      add: [{ poolId: placed.poolId, shiftId: place.shiftId, onDay: place.on, personId }],
      words: `${placed.shift.name} on ${dayWords(place.on)} to ${name}.`,
    })
  if (query.error !== null) return <ErrorNotice error={query.error} />
  if (query.data === undefined) return <Loader size={18} />
  const free = query.data.candidates.filter(({ status }) => status === 'free')
  const others = query.data.candidates.filter(({ status }) => status !== 'free')
  return (
    <>
      <Text size="sm" className="quiet" mt="xs">
        {free.length === 0
          ? 'Nobody is free for it.'
          : `${free.length} could take it, furthest below their fair share first:`}
      </Text>
      <ul className={`${classes.list} ${classes.scroll}`}>
        {free.map((one) => (
          <li key={one.personId}>
            <span>
              {one.name} <span className="quiet">{one.level}</span>
              {one.wish === 'want' ? ' ♥' : one.wish === 'prefer-not' ? ' (would rather not)' : ''}
              <br />
              <span className="quiet dense">
                {one.fairPoints === null
                  ? 'too new to compare'
                  : `${one.points} points, fair ${Math.round(one.fairPoints * 10) / 10}`}
              </span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              disabled={edits.pending}
              aria-label={`Put ${one.name} on`}
              onClick={() => put(one.personId, one.name)}
            >
              Put on
            </Button>
          </li>
        ))}
      </ul>
      {others.length === 0 ? null : (
        <details className={shared.more}>
          <summary>{others.length} others, with the reason</summary>
          <ul className={`${classes.list} ${classes.scroll}`}>
            {others.map((one) => (
              <li key={one.personId}>
                <span className="dense">
                  {one.name} <span className="quiet">{one.reason}</span>
                </span>
                {one.status === 'breaks' ? (
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    disabled={edits.pending}
                    aria-label={`Put ${one.name} on all the same`}
                    onClick={() => put(one.personId, one.name)}
                  >
                    All the same
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** One shift of one day: who is on it, and who else could be. */
export function PlacePanel(props: {
  readonly view: CallScheduleView
  readonly place: Place
  readonly placed: Placed
  readonly names: ReadonlyMap<string, string>
  readonly edits: Edits
}) {
  const { view, place, placed, edits } = props
  const rows = view.rows.filter(({ shiftId, onDay }) => shiftId === place.shiftId && onDay === place.on)
  const fullName = (id: string): string =>
    view.people.find((person) => person.id === id)?.name ?? props.names.get(id) ?? ''
  return (
    <aside className={classes.panel} aria-label="The chosen shift">
      <Text fw={600}>{placed.shift.name}</Text>
      <Text size="sm">{dayWords(place.on)}</Text>
      {rows.map((row) => (
        <Group key={row.id} justify="space-between" wrap="nowrap" mt="xs">
          <Text>{fullName(row.personId)}</Text>
          {view.mayEdit ? (
            <Button
              size="compact-sm"
              variant="default"
              disabled={edits.pending}
              aria-label={`Take ${fullName(row.personId)} off`}
              onClick={() =>
                edits.apply({
                  remove: [row],
                  add: [],
                  words: `${fullName(row.personId)} off ${placed.shift.name} on ${dayWords(place.on)}.`,
                })
              }
            >
              Take off
            </Button>
          ) : null}
        </Group>
      ))}
      {view.mayEdit ? (
        <Candidates
          view={view}
          place={place}
          placed={placed}
          instead={rows.length >= placed.shift.maxPeople ? (rows[0] ?? null) : null}
          edits={edits}
        />
      ) : null}
    </aside>
  )
}
