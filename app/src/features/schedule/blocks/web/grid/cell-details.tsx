import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useActor } from '../../../../../ui/actor.tsx'
import { Code } from '../../../../../ui/code.tsx'
import { lengthWords, rangeWords } from '../../../../../ui/date-words.ts'
import { dayText } from '../../../../../ui/day-number.ts'
import { TextLink } from '../../../../../ui/navigation.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { readPerson } from '../../../../people/policy.ts'
import { AskButtons } from '../../../ask/web/ask-button.tsx'
import type { FindingView, ScheduleView } from '../../contract.ts'
import type { Cell, PersonLine } from './rows.ts'
import { overlap, spanOf } from './timeline.ts'

interface CellDetailsProps {
  readonly view: ScheduleView
  readonly people: readonly PersonLine[]
  readonly line: PersonLine
  readonly cell: Cell
  readonly onFinding: (finding: FindingView) => void
  /** Said of a cell of another academic year instead of what may be done here. */
  readonly beyond?: ReactNode
  /** What may be done here. */
  readonly children?: ReactNode
}

/** Names of those on the same rotation, or in the same room, at the same time. */
function companions({ people, line, cell }: CellDetailsProps): string[] {
  const own = cell.bar
  if (own === null) return []
  const room = own.rotation?.roomId ?? null
  return people
    .filter((other) => other !== line)
    .filter((other) =>
      other.bars.some(
        (bar) =>
          overlap(bar, cell) &&
          (bar.assignment.rotationKey === own.assignment.rotationKey ||
            (room !== null && bar.rotation?.roomId === room)),
      ),
    )
    .map((other) => other.row.personName)
}

const marksOf = (cell: Cell): string[] => [
  ...(cell.bar?.assignment.pinned ? ['Pinned: the solver leaves it alone.'] : []),
  ...(cell.bar?.assignment.amended ? ['Amended after publication; the history says why.'] : []),
]

/** Who, what, when, where, with whom, and what the rules say about it. */
export function CellDetails(props: CellDetailsProps) {
  const { view, line, cell } = props
  const { bar } = cell
  const mayOpen = useActor().may(readPerson, { personId: line.row.personId, programIds: [line.row.programId] })
  const program = view.programs.find(({ id }) => id === line.row.programId)
  const room = view.coverage.find((row) => row.kind === 'room' && row.key === `room:${bar?.rotation?.roomId}`)
  const beside = companions(props)
  const leaves = line.leaves.filter((leave) => overlap(leave, bar ?? cell))
  const findings = view.findings.filter(
    (finding) =>
      finding.personId === line.row.personId &&
      finding.startOn !== null &&
      overlap(spanOf({ startOn: finding.startOn, endOn: finding.endOn ?? finding.startOn }), cell),
  )
  const dates =
    bar === null
      ? ([dayText(cell.startDay), dayText(cell.endDay)] as const)
      : ([bar.assignment.startOn, bar.assignment.endOn] as const)
  const place = bar?.rotation?.siteName ?? null
  return (
    <Stack gap={6} className="dense">
      <div>
        <Text fw={600}>
          {mayOpen ? (
            <TextLink to={`/people/${line.row.personId}`}>{line.row.personName}</TextLink>
          ) : (
            line.row.personName
          )}
        </Text>
        <Text size="sm" className="quiet">
          {program?.name ?? ''}, {line.row.level}
          {line.row.combined ? ', combined with another program' : ''}
        </Text>
      </div>
      {bar === null ? (
        <Text size="sm">Nothing is assigned.</Text>
      ) : (
        <Group gap="xs" wrap="nowrap">
          <Code tint={bar.rotation?.tint ?? 0}>{bar.rotation?.code ?? '?'}</Code>
          <Text fw={600} size="sm">
            {bar.rotation?.name ?? 'A rotation this view does not carry'}
          </Text>
        </Group>
      )}
      <Text size="sm">
        {rangeWords(...dates)} ({lengthWords(...dates)})
      </Text>
      {place === null && !bar?.rotation?.offSite ? null : (
        <Text size="sm">
          {place ?? ''}
          {bar?.rotation?.offSite ? `${place === null ? 'Off' : ', off'} site` : ''}
        </Text>
      )}
      {room === undefined ? null : <Text size="sm">Room: {room.label}</Text>}
      {beside.length === 0 ? null : (
        <Text size="sm">
          With {beside.slice(0, 5).join(', ')}
          {beside.length > 5 ? ` and ${beside.length - 5} more` : ''}
        </Text>
      )}
      {leaves.map((leave) => (
        <Text size="sm" key={leave.startDay}>
          {leave.words}: {rangeWords(dayText(leave.startDay), dayText(leave.endDay))}
        </Text>
      ))}
      {marksOf(cell).map((words) => (
        <Text size="sm" className="quiet" key={words}>
          {words}
        </Text>
      ))}
      {findings.slice(0, 3).map((finding) => (
        <div key={`${finding.ruleId} ${finding.sentence}`}>
          <Status kind={finding.severity} />
          <Anchor
            component="button"
            size="sm"
            display="block"
            ta="left"
            mt={2}
            onClick={() => props.onFinding(finding)}
          >
            {finding.sentence}
          </Anchor>
        </div>
      ))}
      {props.beyond ? (
        props.beyond
      ) : (
        <>
          <AskButtons
            view={view}
            target={{
              appointmentId: line.row.appointmentId,
              personId: line.row.personId,
              personName: line.row.personName,
              programId: line.row.programId,
              startOn: dates[0],
              endOn: dates[1],
              rotationKey: bar?.assignment.rotationKey ?? null,
            }}
          />
          {props.children}
        </>
      )}
    </Stack>
  )
}
