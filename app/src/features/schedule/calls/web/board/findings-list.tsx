import { Text } from '@mantine/core'
import { Status } from '../../../../../ui/status.tsx'
import { dayWords } from '../../../../../ui/date-words.ts'
import type { CallScheduleView } from '../../schedules-contract.ts'
import classes from './board.module.css'
import type { Placed } from './days.ts'
import type { Cell } from './people-grid.tsx'

const shown = 30

/** What the rules say, the worst first; choosing one goes to its day. */
export function FindingsList(props: {
  readonly view: CallScheduleView
  readonly shifts: ReadonlyMap<string, Placed>
  readonly onCell: (cell: Cell) => void
  readonly onPlace: (place: { shiftId: string; on: string }) => void
}) {
  const { findings, shortfalls } = props.view
  if (findings.length === 0 && shortfalls.length === 0)
    return <Status kind="met">Every shift is filled and no rule is broken</Status>
  return (
    <>
      <ul className={classes.findings}>
        {findings.slice(0, shown).map((one) => (
          <li key={`${one.sentence}${one.onDay ?? ''}`}>
            <button
              type="button"
              onClick={() => {
                if (one.personId !== null && one.onDay !== null) props.onCell({ personId: one.personId, on: one.onDay })
              }}
            >
              <Status kind={one.severity} />
              <span>{one.sentence}</span>
            </button>
          </li>
        ))}
        {shortfalls.slice(0, shown).map((one) => (
          <li key={`${one.shiftId}${one.onDay}`}>
            <button type="button" onClick={() => props.onPlace({ shiftId: one.shiftId, on: one.onDay })}>
              <Status kind="at-risk">Open</Status>
              <span>
                {props.shifts.get(one.shiftId)?.shift.name} on {dayWords(one.onDay)}: {one.there} of {one.wanted}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {findings.length + shortfalls.length > 2 * shown ? (
        <Text size="sm" className="quiet">
          And more: {findings.length} findings, {shortfalls.length} shifts with open places in all.
        </Text>
      ) : null}
    </>
  )
}
