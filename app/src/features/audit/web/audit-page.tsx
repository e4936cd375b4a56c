import { Alert, Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconOctagon, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { listAudit, verifyAudit } from '../contract.ts'
import { actionNames, actionWords } from './action-words.ts'
import { Differences } from './differences.tsx'
import classes from './audit-page.module.css'

const pageSize = 50

/** Who changed what, when and why. Nothing here can be altered; the button recomputes the chain that proves it. */
export function AuditPage() {
  const [entity, setEntity] = useState('')
  const [action, setAction] = useState<string | null>(null)
  const [cursors, setCursors] = useState<readonly string[]>([])
  const [entityId] = useDebouncedValue(entity.trim(), 250)
  const query = useRoute(
    listAudit,
    {
      query: {
        limit: String(pageSize),
        cursor: cursors.at(-1),
        entityId: entityId === '' ? undefined : entityId,
        action: action ?? undefined,
      },
    },
    { keepLast: true },
  )
  const verify = useAction(verifyAudit)
  const total = query.data?.total
  return (
    <Page
      title="Audit log"
      answer={
        total === undefined
          ? undefined
          : `${total.toLocaleString('en')} ${total === 1 ? 'change is' : 'changes are'} on record.`
      }
      actions={
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={18} aria-hidden />}
          loading={verify.isPending}
          onClick={() => verify.mutate({ body: {} })}
        >
          Verify the chain
        </Button>
      }
    >
      <ErrorNotice error={verify.error} />
      {verify.data === undefined ? null : (
        <Alert
          role="status"
          variant="light"
          color={verify.data.intact ? 'green' : 'red'}
          icon={verify.data.intact ? <IconCircleCheck aria-hidden /> : <IconOctagon aria-hidden />}
        >
          {verify.data.sentence}
        </Alert>
      )}
      <Group gap="md" align="end">
        <Select
          label="What was done"
          placeholder="Everything"
          clearable
          clearButtonProps={{ 'aria-label': 'Everything' }}
          searchable
          data={actionNames}
          value={action}
          onChange={(value) => {
            setAction(value)
            setCursors([])
          }}
          w={300}
          maw="100%"
        />
        <TextInput
          label="About one thing"
          placeholder="Its ID"
          value={entity}
          onChange={(event) => {
            setEntity(event.currentTarget.value)
            setCursors([])
          }}
          w={320}
          maw="100%"
        />
      </Group>
      <Section>
        <Loaded query={query} shape="table">
          {({ items, nextCursor }) =>
            items.length === 0 ? (
              <EmptyState title="No change matches">Take a filter away to see more.</EmptyState>
            ) : (
              <>
                <ol className={classes.events}>
                  {items.map((event) => (
                    <li key={event.seq} className={classes.event}>
                      <div className={classes.head}>
                        <span>
                          <strong>{actionWords(event.action)}</strong> by {event.actor}
                        </span>
                        <span className="quiet">{instantWords(event.at)}</span>
                      </div>
                      {event.reason === null || event.reason === '' ? null : (
                        <Text size="sm">Reason: {event.reason}</Text>
                      )}
                      <details>
                        <summary>Before and after</summary>
                        <Differences before={event.before} after={event.after} />
                        <Text size="xs" className="quiet">
                          Entry {event.seq}, {event.entity}{' '}
                          <button type="button" className={classes.thing} onClick={() => setEntity(event.entityId)}>
                            {event.entityId}
                          </button>
                          , hash {event.hash.slice(0, 16)}…
                        </Text>
                      </details>
                    </li>
                  ))}
                </ol>
                <Group gap="sm" mt="md">
                  <Button
                    variant="default"
                    disabled={cursors.length === 0}
                    onClick={() => setCursors(cursors.slice(0, -1))}
                  >
                    Newer
                  </Button>
                  <Button
                    variant="default"
                    disabled={nextCursor === null}
                    onClick={() => nextCursor !== null && setCursors([...cursors, nextCursor])}
                  >
                    Older
                  </Button>
                </Group>
              </>
            )
          }
        </Loaded>
      </Section>
    </Page>
  )
}
