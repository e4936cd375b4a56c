import { Badge, Group, List, Text } from '@mantine/core'
import type { RouteAnswer } from '../../../../../contract/route.ts'
import { useRoute } from '../../../../../ui/api.ts'
import { CsvButton } from '../../../../../ui/csv-button.tsx'
import { type Column, DataTable } from '../../../../../ui/data-table.tsx'
import { instantWords, rangeWords } from '../../../../../ui/date-words.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { ButtonLink, TextLink, useScope } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page, Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { listYears } from '../../../blocks/contract.ts'
import { listScenarios } from '../../contract.ts'
import { reasonNames } from '../../reason-kinds.ts'
import { getEditPatterns, type GivenReason } from '../contract.ts'

type Answer = RouteAnswer<typeof getEditPatterns>

function answerOf({ patterns, reasons }: Answer): string {
  if (reasons.length === 0) return 'No reason has been given for a change yet.'
  const [first] = patterns
  return first === undefined ? `${reasons.length} changes have a reason; none comes again.` : first.sentence
}

const place = (from: string | null, to: string | null): string => `${from ?? 'nothing'} → ${to ?? 'nothing'}`

/** Why people change what was proposed, and what comes again: a hint that a rule or a requirement is missing. */
export function EditPatternsPage() {
  const { startYear, programId } = useScope()
  const years = useRoute(listYears, {}, { enabled: startYear === undefined })
  const drafts = useRoute(listScenarios, { query: {} })
  // Changes are made in drafts, mostly of next year, so that is what is shown until a year is chosen.
  const newest = drafts.data?.scenarios[0]?.startYear ?? years.data?.current
  const year = startYear ?? newest
  const query = useRoute(
    getEditPatterns,
    { params: { startYear: String(year) }, query: { programId } },
    { enabled: year !== undefined, keepLast: true },
  )
  return (
    <Page
      title="What we change by hand"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={
        <ButtonLink to="/schedule/scenarios" variant="default">
          All drafts
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {(answer) => <Reasons answer={answer} />}
      </Loaded>
    </Page>
  )
}

const columns: readonly Column<GivenReason>[] = [
  { key: 'name', header: 'Trainee', sortBy: (row) => row.personName, cell: (row) => row.personName },
  {
    key: 'days',
    header: 'Days',
    sortBy: (row) => row.startOn,
    cell: (row) => (
      <TextLink to={`/schedule/scenarios/${row.scenarioId}`} search={{ at: `${row.appointmentId}.${row.startOn}` }}>
        {rangeWords(row.startOn, row.endOn)}
      </TextLink>
    ),
  },
  { key: 'what', header: 'From → to', cell: (row) => place(row.from, row.to) },
  {
    key: 'kind',
    header: 'Reason',
    sortBy: (row) => row.kind,
    cell: (row) => (
      <>
        {reasonNames[row.kind]}
        {row.note === '' ? '' : `: ${row.note}`}
        {row.againstRules ? (
          <div>
            <Status kind="warning">Against a rule</Status>
          </div>
        ) : null}
      </>
    ),
  },
  { key: 'draft', header: 'Draft', sortBy: (row) => row.scenarioName, cell: (row) => row.scenarioName },
  {
    key: 'at',
    header: 'When',
    sortBy: (row) => row.at,
    cell: (row) => `${instantWords(row.at)} by ${row.author}`,
  },
]

function Reasons({ answer }: { readonly answer: Answer }) {
  const { patterns, reasons, label } = answer
  if (reasons.length === 0)
    return (
      <EmptyState title={`No reasons in ${label}`}>
        When somebody changes what the solver proposed, or puts a trainee where a rule is against it, the grid asks why
        with one tap. What comes again shows here.
      </EmptyState>
    )
  return (
    <>
      <Section title="What comes again">
        {patterns.length === 0 ? (
          <Text className="quiet">Nothing was changed twice for the same reason.</Text>
        ) : (
          <List spacing={6}>
            {patterns.slice(0, 20).map(({ key, sentence, count }) => (
              <List.Item key={key}>
                <Group gap="xs" wrap="nowrap">
                  <Badge variant="outline" tt="none">
                    {count}×
                  </Badge>
                  <span>{sentence}</span>
                </Group>
              </List.Item>
            ))}
          </List>
        )}
      </Section>
      <Section title="Every change with a reason">
        <DataTable
          caption={`Changes of drafts of ${label}`}
          rows={reasons}
          columns={columns}
          rowKey={(row) => row.id}
          initialSort={{ key: 'at', order: 'desc' }}
          csv={
            <CsvButton
              fileName={`changes-by-hand-${label}.csv`}
              header={[
                'Trainee',
                'From day',
                'To day',
                'From',
                'To',
                'Reason',
                'Note',
                'Against a rule',
                'Draft',
                'By',
                'At',
              ]}
              rows={reasons.map((row) => [
                row.personName,
                row.startOn,
                row.endOn,
                row.from ?? '',
                row.to ?? '',
                reasonNames[row.kind],
                row.note,
                row.againstRules ? 'yes' : 'no',
                row.scenarioName,
                row.author,
                row.at,
              ])}
            />
          }
        />
      </Section>
    </>
  )
}
