import { useState } from 'react'
import { Button, Text } from '@mantine/core'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useSession } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { getHistory, listYears } from '../contract.ts'

type Entry = RouteAnswer<typeof getHistory>['entries'][number]
const step = 10

export function HistoryPage() {
  const { startYear } = useScope()
  const years = useRoute(listYears, {})
  const year = startYear ?? years.data?.current
  const query = useRoute(getHistory, { params: { startYear: String(year) } }, { enabled: year !== undefined })
  const label = years.data?.years.find((known) => known.startYear === year)?.label ?? ''
  const entries = query.data?.entries
  return (
    <Page
      title={`History of the schedule ${label}`.trim()}
      answer={entries === undefined ? undefined : answerOf(entries)}
      actions={
        <ButtonLink to="/schedule" variant="default">
          Back to the schedule
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {(history) =>
          history.entries.length === 0 ? (
            <EmptyState title="Nothing is published yet">
              Each publication and amendment will be kept here, with its reason.
            </EmptyState>
          ) : (
            history.entries.map((entry) => <HistoryEntry key={entry.version} entry={entry} />)
          )
        }
      </Loaded>
    </Page>
  )
}

function answerOf(entries: readonly Entry[]): string | undefined {
  const amendments = entries.filter(({ kind }) => kind === 'amendment').length
  if (entries.length === 0) return undefined
  if (amendments === 0) return 'Published, and not changed since.'
  return amendments === 1 ? 'One amendment so far.' : `${amendments} amendments so far.`
}

function HistoryEntry({ entry }: { readonly entry: Entry }) {
  const { institution } = useSession()
  const [limit, setLimit] = useState(step)
  const title =
    entry.kind === 'publication' ? `Version ${entry.version} published` : `Version ${entry.version}: amendment`
  return (
    <Section title={title} aside={<Text className="quiet">{instantWords(entry.at, institution?.timeZone)}</Text>}>
      <Text>
        {entry.by}: {entry.reason === '' ? 'no reason was given.' : entry.reason}
      </Text>
      <Text size="sm" className="quiet" mt="xs">
        {entry.changeCount === 1 ? 'One change' : `${entry.changeCount} changes`}
      </Text>
      <ul>
        {entry.changes.slice(0, limit).map((change) => (
          <li key={`${change.personName} ${change.sentence}`}>
            <strong>{change.personName}:</strong> {change.sentence}
          </li>
        ))}
      </ul>
      {entry.changes.length > limit ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setLimit(limit + 10 * step)}>
          Show more
        </Button>
      ) : null}
    </Section>
  )
}
