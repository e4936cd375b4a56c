import { Button, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBell } from '@tabler/icons-react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { Code } from '../../../../ui/code.tsx'
import { CsvButton } from '../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../ui/data-table.tsx'
import { dayWords, shortDay } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { type DeskStay, listGoals, remindOfGoals } from '../../objectives/contract.ts'
import { editPrograms } from '../../policy.ts'

type Answer = RouteAnswer<typeof listGoals>
type Program = Answer['programs'][number]

/** Who has read the goals of the rotation they are on or about to start. */
export function GoalsPage() {
  const { programId } = useScope()
  const query = useRoute(listGoals, { query: programId === undefined ? {} : { programId } })
  return (
    <Page title="Goals read" answer={query.data === undefined ? undefined : answerOf(query.data)}>
      <Loaded query={query} shape="table">
        {({ programs, today }) => {
          const shown = programs.filter(({ stays, without }) => stays.length + without.length > 0)
          return shown.length === 0 ? (
            <EmptyState title="Nobody is on a rotation with goals">
              Goals are written in the definition of a program, rotation by rotation; trainees read them from two weeks
              before they start.
            </EmptyState>
          ) : (
            shown.map((program) => <ProgramGoals key={program.programId} program={program} today={today} />)
          )
        }}
      </Loaded>
    </Page>
  )
}

function answerOf({ programs, today }: Answer): string {
  const stays = programs.flatMap((program) => program.stays)
  const late = stays.filter(({ state, startOn }) => state === 'open' && startOn <= today).length
  const soon = stays.filter(({ state, startOn }) => state === 'open' && startOn > today).length
  if (stays.length === 0) return 'Nobody has goals to read just now.'
  return late + soon === 0
    ? `All ${stays.length} have been read.`
    : `${late} of ${stays.length} not read though the rotation has begun; ${soon} more before theirs begins.`
}

const columns = (today: string): readonly Column<DeskStay>[] => [
  {
    key: 'name',
    header: 'Trainee',
    sortBy: (row) => row.personName,
    cell: (row) => <TextLink to={`/people/${row.personId}`}>{row.personName}</TextLink>,
  },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  {
    key: 'rotation',
    header: 'Rotation',
    sortBy: (row) => row.rotationName,
    cell: (row) => (
      <>
        <Code tint={row.tint}>{row.code}</Code> {row.rotationName}
      </>
    ),
  },
  { key: 'from', header: 'From', sortBy: (row) => row.startOn, cell: (row) => shortDay(row.startOn, true) },
  {
    key: 'state',
    header: 'Goals',
    sortBy: (row) => row.state,
    cell: (row) =>
      row.state === 'confirmed' ? (
        <Status kind="met">{`Read ${dayWords(row.confirmedOn ?? row.startOn)}`}</Status>
      ) : row.startOn <= today ? (
        <Status kind="at-risk">Not read</Status>
      ) : (
        <Status kind="note">Not read yet</Status>
      ),
  },
]

function ProgramGoals({ program, today }: { readonly program: Program; readonly today: string }) {
  const actor = useActor()
  const open = program.stays.filter(({ state }) => state === 'open')
  const people = new Set(open.map(({ personId }) => personId)).size
  const remind = useAction(remindOfGoals, {
    refresh: [listGoals],
    onDone: ({ reminded }) =>
      notifications.show({ message: `${reminded} ${reminded === 1 ? 'was' : 'were'} reminded.` }),
  })
  return (
    <Section
      title={program.programName}
      aside={
        people === 0 ? undefined : (
          <Button
            variant="default"
            leftSection={<IconBell size={18} aria-hidden />}
            loading={remind.isPending}
            onClick={() => remind.mutate({ params: { programId: program.programId } })}
          >
            {`Remind ${people === 1 ? 'the one' : `the ${people}`} who have not read`}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <ErrorNotice error={remind.error} />
        {program.stays.length === 0 ? null : (
          <DataTable
            caption="Rotations under way or starting within two weeks, not read first"
            rows={program.stays}
            columns={columns(today)}
            rowKey={(row) => `${row.appointmentId} ${row.rotationId} ${row.startOn}`}
            csv={
              <CsvButton
                fileName={`goals-${today}.csv`}
                header={['Trainee', 'Level', 'Rotation', 'From', 'To', 'Read on']}
                rows={program.stays.map((row) => [
                  row.personName,
                  row.level,
                  row.rotationName,
                  row.startOn,
                  row.endOn,
                  row.confirmedOn ?? '',
                ])}
              />
            }
          />
        )}
        {program.without.length === 0 ? null : (
          <Text>
            {`Nothing to read is written for ${program.without.join(', ')}. `}
            {actor.may(editPrograms, { programIds: [program.programId] }) ? (
              <TextLink to={`/curriculum/${program.programId}`}>Write goals in a new version</TextLink>
            ) : null}
          </Text>
        )}
      </Stack>
    </Section>
  )
}
