import { Badge, Button, Group, Text } from '@mantine/core'
import { IconEdit, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { Code } from '../../../../ui/code.tsx'
import { Loaded } from '../../../../ui/loaded.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { listPools, type PoolView } from '../contract.ts'
import { callKinds } from '../settings.ts'
import { CallLinks } from './call-links.tsx'
import { shiftHours, weekdayWords } from './call-words.ts'
import { PoolDays } from './pool-days.tsx'
import { PoolForm } from './pool-form.tsx'
import { settingsInWords } from './settings-words.ts'

export type PoolPage = RouteAnswer<typeof listPools>

export function PoolsPage() {
  const query = useRoute(listPools, {})
  const [editing, setEditing] = useState<PoolView | 'new' | null>(null)
  const data = query.data
  const maySetUp = data?.programs.some((program) => program.maySetUp) ?? false
  const add = maySetUp ? (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEditing('new')}>
      Add a pool
    </Button>
  ) : undefined
  return (
    <Page
      title="Call pools"
      answer={
        data &&
        (data.pools.length === 0
          ? 'No pool is set up yet.'
          : `${data.pools.length} ${data.pools.length === 1 ? 'pool' : 'pools'}, ${data.pools.flatMap(({ shifts }) => shifts).length} shifts.`)
      }
      actions={data?.pools.length === 0 ? undefined : add}
    >
      <CallLinks here="/call/pools" />
      <Loaded query={query} shape="cards">
        {(page) => (
          <>
            {page.pools.length === 0 ? (
              <EmptyState title="No pool yet" action={add}>
                A pool is one kind of call: its shifts, who may take them, and the rules it is filled by.
              </EmptyState>
            ) : (
              page.pools.map((pool) => (
                <PoolSection
                  key={pool.id}
                  pool={pool}
                  page={page}
                  onEdit={pool.mayEdit ? () => setEditing(pool) : undefined}
                />
              ))
            )}
            <PoolDays page={page} />
          </>
        )}
      </Loaded>
      {editing === null || data === undefined ? null : (
        <PoolForm page={data} pool={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  )
}

function PoolSection(props: {
  readonly pool: PoolView
  readonly page: PoolPage
  readonly onEdit: (() => void) | undefined
}) {
  const { pool, page } = props
  const programs = pool.programIds.map(
    (id) => page.programs.find((program) => program.id === id)?.shortName ?? 'another program',
  )
  return (
    <Section
      title={pool.name}
      aside={
        <Group gap="xs">
          <Badge variant="outline" tt="none">
            {callKinds[pool.kind].label}
          </Badge>
          {props.onEdit === undefined ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconEdit size={16} aria-hidden />}
              aria-label={`Change ${pool.name}`}
              onClick={props.onEdit}
            >
              Change
            </Button>
          )}
        </Group>
      }
    >
      {pool.shifts.map((shift) => (
        <Group key={shift.id} gap="xs" align="baseline">
          <Code tint={pool.tint}>{shift.code}</Code>
          <Text>
            <strong>{shift.name}</strong>, {shiftHours(shift)}, {weekdayWords(shift.weekdays)}
            {shift.onHolidays === 'also' ? ' and holidays' : shift.onHolidays === 'not' ? ', not on holidays' : ''};{' '}
            {shift.minPeople === shift.maxPeople ? shift.minPeople : `${shift.minPeople} to ${shift.maxPeople}`}{' '}
            {shift.maxPeople === 1 ? 'person' : 'people'}. Points: {shift.points.weekday} on weekdays,{' '}
            {shift.points.weekend} on weekends, {shift.points.holiday} on holidays.
          </Text>
        </Group>
      ))}
      <Text size="sm" mt="xs">
        {programs.length > 1 ? `Shared by ${programs.join(', ')}. ` : `${programs[0] ?? ''}. `}
        {settingsInWords(pool, page)}
      </Text>
    </Section>
  )
}
