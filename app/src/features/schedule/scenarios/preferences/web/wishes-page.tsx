import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBell } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useRoute, useAction } from '../../../../../ui/api.ts'
import { Code } from '../../../../../ui/code.tsx'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { dayWords, instantWords } from '../../../../../ui/date-words.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../../../ui/notices.tsx'
import { Page, Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { listYears } from '../../../blocks/contract.ts'
import type { RouteAnswer } from '../../../../../contract/route.ts'
import { listWishes, putDeadline, remindOfWishes, type WishRow } from '../contract.ts'

type Answer = RouteAnswer<typeof listWishes>
type Program = Answer['programs'][number]

/** Who has said what they would like in the coming year, and who has not. */
export function WishesPage() {
  const { startYear, programId } = useScope()
  const years = useRoute(listYears, {})
  // Wishes are for the year that is still to be made, unless the top bar names a later one.
  const next = years.data === undefined ? undefined : Math.max(startYear ?? 0, years.data.current + 1)
  const query = useRoute(
    listWishes,
    { params: { startYear: String(next ?? 2000) }, query: programId === undefined ? {} : { programId } },
    { enabled: next !== undefined },
  )
  return (
    <Page
      title="Wishes"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={<TextLink to="/schedule/wishes/results">Wishes that came true</TextLink>}
    >
      <Loaded query={query} shape="table">
        {(answer) => {
          const programs = answer.programs.filter(({ trainees }) => trainees.length > 0)
          return programs.length === 0 ? (
            <EmptyState title={`Nobody is appointed for ${answer.label}`}>
              Trainees appear here once they hold an appointment in the year.
            </EmptyState>
          ) : (
            programs.map((program) => (
              <ProgramWishes
                key={program.programId}
                program={program}
                startYear={String(next ?? 2000)}
                today={answer.today}
              />
            ))
          )
        }}
      </Loaded>
    </Page>
  )
}

function answerOf({ label, programs }: Answer): string {
  const trainees = programs.flatMap((program) => program.trainees)
  const silent = trainees.filter(({ answered }) => !answered).length
  if (trainees.length === 0) return `Nobody is appointed for ${label} yet.`
  return silent === 0
    ? `All ${trainees.length} trainees of ${label} have answered.`
    : `${silent} of ${trainees.length} trainees of ${label} have not answered.`
}

const columns = (startYear: string, mayManage: boolean): readonly Column<WishRow>[] => [
  {
    key: 'name',
    header: 'Trainee',
    sortBy: (row) => row.personName,
    cell: (row) =>
      mayManage ? (
        <TextLink to={`/people/${row.personId}/preferences?year=${startYear}`}>{row.personName}</TextLink>
      ) : (
        row.personName
      ),
  },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  {
    key: 'answered',
    header: 'Answer',
    sortBy: (row) => (row.answered ? 1 : 0),
    cell: (row) => (
      <>
        <Status kind={row.answered ? 'met' : 'at-risk'}>{row.answered ? 'Answered' : 'No answer'}</Status>
        {row.enteredReason === null ? null : <Text size="sm">{`By the desk: ${row.enteredReason}`}</Text>}
      </>
    ),
  },
  { key: 'wanted', header: 'Would like', cell: (row) => <Codes codes={row.wanted} /> },
  { key: 'unwanted', header: 'Rather not', cell: (row) => <Codes codes={row.unwanted} /> },
  {
    key: 'weeks',
    header: 'Weeks',
    cell: (row) =>
      [row.weeksOff > 0 ? `${row.weeksOff} off` : '', row.weeksOn > 0 ? `${row.weeksOn} on` : '']
        .filter(Boolean)
        .join(', '),
  },
]

function Codes({ codes }: { readonly codes: WishRow['wanted'] }) {
  return (
    <Group gap={4}>
      {codes.map(({ code, tint }, place) => (
        // The same rotation may be wished for twice, in two periods.
        // oxlint-disable-next-line react/no-array-index-key
        <Code key={place} tint={tint}>
          {code}
        </Code>
      ))}
    </Group>
  )
}

function ProgramWishes({
  program,
  startYear,
  today,
}: {
  readonly program: Program
  readonly startYear: string
  readonly today: string
}) {
  const silent = program.trainees.filter(({ answered }) => !answered).length
  return (
    <Section title={program.programName}>
      <Stack gap="md">
        <Text role="status">
          {silent === 0 ? 'Everybody has answered. ' : `${silent} of ${program.trainees.length} have not answered. `}
          {program.published
            ? 'The year is published; nothing can be entered any more.'
            : program.dueOn === null
              ? 'No last day is set.'
              : program.dueOn < today
                ? `Closed for trainees since ${dayWords(program.dueOn)}; the desk can still enter for them.`
                : `Open until ${dayWords(program.dueOn)}.`}
        </Text>
        {program.mayManage && !program.published ? (
          <Deadline program={program} startYear={startYear} silent={silent} />
        ) : null}
        <DataTable
          caption={`Trainees, those without an answer first`}
          rows={program.trainees}
          columns={columns(startYear, program.mayManage)}
          rowKey={(row) => row.personId}
        />
      </Stack>
    </Section>
  )
}

function Deadline({
  program,
  startYear,
  silent,
}: {
  readonly program: Program
  readonly startYear: string
  readonly silent: number
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const params = { programId: program.programId, startYear }
  const value = typed ?? program.dueOn ?? ''
  const set = useAction(putDeadline, {
    refresh: [listWishes],
    onDone: ({ notified }) => {
      setTyped(null)
      notifications.show({
        message: notified === 0 ? 'The last day is set.' : `The last day is set, and ${notified} were told.`,
      })
    },
  })
  const remind = useAction(remindOfWishes, {
    refresh: [listWishes],
    onDone: ({ reminded }) =>
      notifications.show({ message: `${reminded} ${reminded === 1 ? 'was' : 'were'} reminded.` }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ params, body: { expectedVersion: program.version, dueOn: value === '' ? null : value } })
  }
  return (
    <form onSubmit={submit}>
      <Group gap="sm" align="end">
        <TextInput
          type="date"
          label="Last day for wishes"
          value={value}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={fieldError(set.error, 'dueOn')}
        />
        <Button
          type="submit"
          variant="default"
          disabled={typed === null || typed === (program.dueOn ?? '')}
          loading={set.isPending}
        >
          Set the day
        </Button>
        {silent === 0 ? null : (
          <Button
            variant="default"
            leftSection={<IconBell size={18} aria-hidden />}
            loading={remind.isPending}
            onClick={() => remind.mutate({ params })}
          >
            {`Remind ${silent === 1 ? 'the one' : `the ${silent}`} without an answer`}
          </Button>
        )}
        {program.remindedAt === null ? null : (
          <Text size="sm" className="quiet">{`Last reminded ${instantWords(program.remindedAt)}`}</Text>
        )}
      </Group>
      <ErrorNotice error={set.error ?? remind.error} shown={['dueOn']} />
    </form>
  )
}
