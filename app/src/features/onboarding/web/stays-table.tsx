import { Button, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Code } from '../../../ui/code.tsx'
import { CsvButton } from '../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { rangeWords, shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { Status } from '../../../ui/status.tsx'
import type { StayView } from '../../off-site/contract.ts'
import classes from './checklists.module.css'
import { StayState } from './stay-section.tsx'
import { isOpen, openFirst, progressOf, statusNames } from './words.ts'

const agreementWords = {
  'in-force': ['met', 'In force'],
  missing: ['missed', 'Missing'],
  'ends-before': ['at-risk', 'Ends too early'],
  'not-required': ['note', 'Not required'],
} as const

/** The agreement of the program with the site, for the days of the stay. */
export function AgreementStatus({ agreement }: Pick<StayView, 'agreement'>) {
  const [kind, words] = agreementWords[agreement.state]
  return <Status kind={kind}>{words}</Status>
}

function Steps({ stay }: { readonly stay: StayView }) {
  const { done, total, late } = progressOf(stay.steps)
  const open = openFirst(stay.steps)
  if (total === 0) return <Text size="sm">No steps are written</Text>
  return (
    <div>
      <Status kind={late > 0 ? 'missed' : open.length === 0 ? 'met' : 'on-track'}>
        {done} of {total}
        {late > 0 ? `, ${late} late` : ''}
      </Status>
      {open.slice(0, 2).map((step) => (
        <Text key={step.id} size="sm">
          {step.title}, {step.status === 'sent' ? 'sent' : shortDay(step.dueOn)}
        </Text>
      ))}
    </div>
  )
}

const nextDue = ({ steps, startOn }: StayView): string => progressOf(steps).next?.dueOn ?? startOn

/** One line for each stay, what is due next first. */
export function StaysTable(props: {
  readonly stays: readonly StayView[]
  readonly empty: ReactNode
  readonly choose: (stay: StayView) => ReactNode
  readonly onOpen: (stay: StayView) => void
}) {
  const columns: readonly Column<StayView>[] = [
    { key: 'choose', header: 'Remind', cell: props.choose },
    {
      key: 'person',
      header: 'Trainee',
      sortBy: ({ personName }) => personName,
      cell: ({ personId, personName }) => (
        <span className={classes.name}>
          <TextLink to={`/people/${personId}/checklists`}>{personName}</TextLink>
        </span>
      ),
    },
    {
      key: 'rotation',
      header: 'Rotation',
      sortBy: ({ rotationName }) => rotationName,
      cell: (stay) => (
        <span>
          <Code tint={stay.tint}>{stay.code}</Code> {stay.siteName}
        </span>
      ),
    },
    {
      key: 'days',
      header: 'Days',
      sortBy: ({ startOn }) => startOn,
      cell: (stay) => (
        <div>
          {rangeWords(stay.startOn, stay.endOn)}
          <StayState stay={stay} />
        </div>
      ),
    },
    {
      key: 'arrange',
      header: 'Arrange by',
      sortBy: ({ arrangeBy }) => arrangeBy,
      cell: ({ arrangeBy, owner }) => (
        <div>
          {arrangeBy === null ? 'any day' : shortDay(arrangeBy, true)}
          {owner === null ? null : (
            <Text size="sm" className="quiet">
              {owner.name}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: 'agreement',
      header: 'Agreement',
      sortBy: ({ agreement }) => agreement.state,
      cell: (stay) => <AgreementStatus agreement={stay.agreement} />,
    },
    { key: 'steps', header: 'Steps', sortBy: nextDue, cell: (stay) => <Steps stay={stay} /> },
    {
      key: 'open',
      header: 'Look',
      cell: (stay) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Look at ${stay.personName}, ${stay.rotationName}`}
          onClick={() => props.onOpen(stay)}
        >
          Look
        </Button>
      ),
    },
  ]
  return (
    <DataTable
      caption="Stays at other sites"
      rows={props.stays}
      columns={columns}
      rowKey={({ appointmentId, rotationId, startOn }) => `${appointmentId} ${rotationId} ${startOn}`}
      initialSort={{ key: 'steps', order: 'asc' }}
      empty={props.empty}
      csv={
        <CsvButton
          fileName="other-sites.csv"
          header={[
            'Trainee',
            'Program',
            'Rotation',
            'Site',
            'From',
            'To',
            'State',
            'Arrange by',
            'Agreement',
            'Arranged by',
            'Open steps',
            'Settled steps',
            'Note',
          ]}
          rows={props.stays.map((stay) => [
            stay.personName,
            stay.programName,
            stay.rotationName,
            stay.siteName,
            stay.startOn,
            stay.endOn,
            stay.state === 'dropped' ? 'No longer planned' : stay.state === 'moved' ? 'Moved' : 'Planned',
            stay.arrangeBy ?? '',
            stay.agreement.sentence,
            stay.owner?.name ?? '',
            openFirst(stay.steps)
              .map(({ title, dueOn, status }) => `${title} (${dueOn}, ${statusNames[status]})`)
              .join('; '),
            stay.steps
              .filter((step) => !isOpen(step))
              .map(({ title }) => title)
              .join('; '),
            stay.note,
          ])}
        />
      }
    />
  )
}
