import { Text } from '@mantine/core'
import { useRoute } from '../../../../ui/api.ts'
import { DataTable } from '../../../../ui/data-table.tsx'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { callReasonPatterns } from '../schedules-contract.ts'
import { callReasons } from '../settings.ts'
import { CallLinks } from './call-links.tsx'

export function ReasonsPage() {
  const query = useRoute(callReasonPatterns, {})
  const answer =
    query.data === undefined
      ? undefined
      : query.data.edits === 0
        ? 'No call of a solved or published schedule was changed by hand yet.'
        : (query.data.patterns[0]?.sentence ?? `${query.data.reasons[0]?.label ?? ''} is the commonest reason`).concat(
            ` in the last two years, of ${query.data.edits} changes.`,
          )
  return (
    <Page title="Why call is changed by hand" answer={answer}>
      <CallLinks here="/call/reasons" />
      <Loaded query={query} shape="table">
        {({ patterns, reasons, latest }) =>
          latest.length === 0 ? (
            <EmptyState title="Nothing to learn from yet">
              Each change of a solved or published schedule asks for its reason with one tap. What repeats is shown
              here, so that it can become a rule of the pool.
            </EmptyState>
          ) : (
            <>
              {patterns.length === 0 ? null : (
                <Section title="What repeats">
                  {patterns.map((pattern) => (
                    <div key={pattern.sentence}>
                      <Text fw={600}>{pattern.sentence}</Text>
                      <Text size="sm" className="quiet" mb="xs">
                        {pattern.examples.join(' ')}
                      </Text>
                    </div>
                  ))}
                </Section>
              )}
              <Section title="Reasons">
                <DataTable
                  caption="How often each reason was given"
                  rows={reasons}
                  rowKey={(row) => row.code}
                  columns={[
                    { key: 'label', header: 'Reason', cell: (row) => row.label, sortBy: (row) => row.label },
                    {
                      key: 'times',
                      header: 'Times',
                      align: 'right',
                      cell: (row) => row.times,
                      sortBy: (row) => row.times,
                    },
                  ]}
                />
              </Section>
              <Section title="Latest">
                <DataTable
                  caption="The latest changes"
                  rows={latest.map((one, index) => ({ ...one, key: `${one.at}${String(index)}` }))}
                  rowKey={(row) => row.key}
                  columns={[
                    { key: 'what', header: 'What', cell: (row) => row.sentence },
                    {
                      key: 'why',
                      header: 'Why',
                      cell: (row) =>
                        [row.reasonCode === null ? '' : callReasons[row.reasonCode], row.reason]
                          .filter(Boolean)
                          .join(': '),
                    },
                    {
                      key: 'who',
                      header: 'Who',
                      cell: (row) => `${row.by}, ${instantWords(row.at)}`,
                      sortBy: (row) => row.at,
                    },
                    {
                      key: 'where',
                      header: 'Schedule',
                      cell: (row) => <TextLink to={`/call/schedules/${row.scheduleId}`}>{row.scheduleName}</TextLink>,
                    },
                  ]}
                />
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
