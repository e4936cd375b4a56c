import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useRoute } from '../../../../../ui/api.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { ButtonLink, usePageSearch } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page, Section } from '../../../../../ui/page.tsx'
import { listYears } from '../../../blocks/contract.ts'
import { listScenarios, type ScenarioView } from '../../contract.ts'
import { compareScenario } from '../contract.ts'
import { Differences } from './differences.tsx'
import { Measures } from './measures.tsx'
import { PeopleCompared } from './people-compared.tsx'

const record = 'record'
const idIn = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** Two drafts, or a draft and the record, side by side: which is better where, for whom, and on which days. */
export function ComparePage() {
  const [search, change] = usePageSearch()
  const list = useRoute(listScenarios, { query: {} })
  const years = useRoute(listYears, {})
  const scenarios = list.data?.scenarios ?? []
  const published = new Set(years.data?.years.filter(({ version }) => version > 0).map(({ startYear }) => startYear))
  const othersOf = (one: ScenarioView | undefined) =>
    scenarios.filter(({ id, startYear }) => id !== one?.id && startYear === one?.startYear)
  // Unless one is named, the newest that there is something to compare with.
  const left =
    scenarios.find(({ id }) => id === search['left']) ??
    scenarios.find((one) => published.has(one.startYear) || othersOf(one).length > 0) ??
    scenarios[0]
  const others = othersOf(left)
  const choices = [
    ...(left && published.has(left.startYear) ? [{ value: record, label: 'The published year' }] : []),
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const right = choices.find(({ value }) => value === idIn(search['right']))?.value ?? choices[0]?.value
  const query = useRoute(
    compareScenario,
    { params: { scenarioId: left?.id ?? '' }, query: { with: right ?? record } },
    { enabled: left !== undefined && right !== undefined },
  )
  if (list.data === undefined || years.data === undefined)
    return (
      <Page title="Compare drafts">
        <Loaded query={list} shape="table">
          {() => null}
        </Loaded>
      </Page>
    )
  if (left === undefined)
    return (
      <Page title="Compare drafts">
        <EmptyState title="No draft yet" action={<ButtonLink to="/schedule/scenarios">Go to the drafts</ButtonLink>}>
          Two drafts of one year can be compared, or a draft and what is published.
        </EmptyState>
      </Page>
    )
  return (
    <Page
      wide
      title="Compare drafts"
      answer={query.data?.sentence}
      actions={
        <>
          <ButtonLink to="/schedule/scenarios" variant="default">
            All drafts
          </ButtonLink>
          <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <Section>
        <Group gap="sm" align="end">
          <NativeSelect
            label="Left"
            data={scenarios.map(({ id, name }) => ({ value: id, label: name }))}
            value={left.id}
            onChange={(event) => change({ left: event.currentTarget.value, right: undefined })}
          />
          {choices.length === 0 ? (
            <Text size="sm" className="quiet" pb={8}>
              There is no other draft of this year, and nothing is published for it. Copy the draft to try another way.
            </Text>
          ) : (
            <NativeSelect
              label="Right"
              data={choices}
              value={right}
              onChange={(event) => change({ left: left.id, right: event.currentTarget.value })}
            />
          )}
        </Group>
      </Section>
      {choices.length === 0 ? null : (
        <Loaded query={query} shape="table">
          {(comparison) => (
            <>
              <Measures comparison={comparison} />
              <PeopleCompared comparison={comparison} />
              <Differences comparison={comparison} />
            </>
          )}
        </Loaded>
      )}
    </Page>
  )
}
