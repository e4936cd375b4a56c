import { Group, Stack, Text } from '@mantine/core'
import { useRoute } from '../../../../../ui/api.ts'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { useScope } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page, Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { listYears } from '../../../blocks/contract.ts'
import { getSatisfaction, type Satisfaction } from '../contract.ts'
import classes from './satisfaction.module.css'

type Program = Satisfaction['programs'][number]
type Person = Program['people'][number]
type Rank = NonNullable<Program['ranks']>[number]

/** How many wishes came true in a published year: fairly, by rank, and without names for trainees. */
export function SatisfactionPage() {
  const { startYear, programId } = useScope()
  const years = useRoute(listYears, {})
  const year = startYear ?? years.data?.current
  const query = useRoute(
    getSatisfaction,
    { params: { startYear: String(year ?? 2000) }, query: programId === undefined ? {} : { programId } },
    { enabled: year !== undefined },
  )
  return (
    <Page title="Wishes that came true" answer={query.data === undefined ? undefined : answerOf(query.data)}>
      <Loaded query={query} shape="cards">
        {(answer) => {
          const programs = answer.programs.filter(({ answered }) => answered > 0)
          return programs.length === 0 ? (
            <EmptyState title={`Nothing to compare for ${answer.label}`}>
              This page fills once trainees have said what they would like and the year is published.
            </EmptyState>
          ) : (
            programs.map((program) => <ProgramResult key={program.programId} program={program} />)
          )
        }}
      </Loaded>
    </Page>
  )
}

function answerOf({ label, programs }: Satisfaction): string {
  const ranks = programs.flatMap((program) => program.ranks ?? [])
  const first = ranks.filter(({ rank }) => rank === 1)
  const sum = (key: 'met' | 'partly' | 'notMet', of: readonly Rank[]) => of.reduce((total, row) => total + row[key], 0)
  const all = sum('met', first) + sum('partly', first) + sum('notMet', first)
  return all === 0
    ? `No wishes of ${label} can be compared yet.`
    : `In ${label}, ${sum('met', first)} of ${all} first wishes came true, ${sum('partly', first)} in part.`
}

const rankWords = (rank: number): string => {
  const words = ['first', 'second', 'third', 'fourth', 'fifth'][Math.abs(rank) - 1] ?? `${Math.abs(rank)}th`
  return rank > 0 ? `Wanted ${words}` : `Unwanted ${words}`
}

const outcomes = {
  met: { kind: 'met', wanted: 'Came true', unwanted: 'Spared' },
  partly: { kind: 'on-track', wanted: 'In part', unwanted: 'In part' },
  'not-met': { kind: 'missed', wanted: 'Did not', unwanted: 'Not spared' },
} as const

function ProgramResult({ program }: { readonly program: Program }) {
  return (
    <Section title={program.programName}>
      <Stack gap="md">
        {program.ranks === null ? (
          <Text>Too few have answered to show numbers without saying whose they are.</Text>
        ) : (
          <ul className={classes.bars} aria-label="Wishes by rank">
            {program.ranks.map((row) => (
              <RankBar key={row.rank} row={row} />
            ))}
          </ul>
        )}
        {program.people.length === 0 ? null : program.names ? (
          <DataTable
            caption="Person by person, the least lucky first"
            rows={program.people}
            columns={columns}
            rowKey={(row) => row.personId}
          />
        ) : (
          program.people.map((person) => (
            <div key={person.personId}>
              <Text fw={600}>Yours</Text>
              <Outcomes person={person} />
            </div>
          ))
        )}
      </Stack>
    </Section>
  )
}

/** One rank as a bar of three parts, with its numbers in words. */
function RankBar({ row }: { readonly row: Rank }) {
  const all = row.met + row.partly + row.notMet
  const verb = row.rank > 0 ? 'came true' : 'were spared it'
  const words = [`${row.met} of ${all} ${verb}`, ...(row.partly > 0 ? [`${row.partly} in part`] : [])].join(', ')
  return (
    <li>
      <span className={classes.rank}>{rankWords(row.rank)}</span>
      <span className={classes.bar} aria-hidden>
        <span data-part="met" style={{ flexGrow: row.met }} />
        <span data-part="partly" style={{ flexGrow: row.partly }} />
        <span data-part="not-met" style={{ flexGrow: row.notMet }} />
      </span>
      <span className={classes.figure}>{words}</span>
    </li>
  )
}

const columns: readonly Column<Person>[] = [
  { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
  { key: 'level', header: 'Level', sortBy: (row) => row.level, cell: (row) => row.level },
  {
    key: 'score',
    header: 'Of 100',
    align: 'right',
    sortBy: (row) => row.score,
    cell: (row) => row.score ?? 'no wish',
  },
  { key: 'wishes', header: 'Wishes', cell: (row) => <Outcomes person={row} /> },
]

function Outcomes({ person }: { readonly person: Person }) {
  if (person.wishes.length === 0) return <Text size="sm">No particular wish.</Text>
  return (
    <ul className={classes.outcomes}>
      {person.wishes.map((wish) => (
        <li key={`${wish.rank} ${wish.rotationName} ${wish.when}`}>
          <Group gap="xs">
            <Status kind={outcomes[wish.outcome].kind}>
              {outcomes[wish.outcome][wish.rank > 0 ? 'wanted' : 'unwanted']}
            </Status>
            <span>{`${rankWords(wish.rank)}: ${wish.rotationName}, ${wish.when}`}</span>
          </Group>
        </li>
      ))}
    </ul>
  )
}
