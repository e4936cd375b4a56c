import { Button, Group, List, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useAction } from '../../../ui/api.ts'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { applyRollover, getRollover, type RolloverView } from '../contract.ts'
import { counted } from './rollover-words.ts'
import { Remark } from './remark.tsx'

const parts = [
  { title: 'People who are here', kinds: ['end'] },
  { title: 'People who come', kinds: ['incoming'] },
  { title: 'The year', kinds: ['draft', 'wishes', 'holiday'] },
]

/** Exactly what would be written. */
export function PreviewStep({ view }: { readonly view: RolloverView }) {
  const apply = useAction(applyRollover, { refresh: [getRollover] })
  const { plan, version: expectedVersion } = view
  if (plan === null) return null
  const { changes, problems, undecided, fingerprint } = plan
  return (
    <Stack gap="md">
      <ErrorNotice error={apply.error} />
      {problems.length === 0 ? null : (
        <Section title={`${counted(problems.length, 'thing')} to put right first`}>
          <Stack gap="xs">
            {problems.map(({ sentence }) => (
              <Remark key={sentence} kind="violation">
                {sentence}
              </Remark>
            ))}
          </Stack>
        </Section>
      )}
      {changes.length === 0 ? (
        <EmptyState title="Nothing would be written">
          Everybody keeps their end, nobody is to be entered and the year has what it needs.
        </EmptyState>
      ) : (
        parts.map(({ title, kinds }) => {
          const own = changes.filter(({ kind }) => kinds.includes(kind))
          return own.length === 0 ? null : (
            <Section key={title} title={`${title}: ${counted(own.length, 'change')}`}>
              <List spacing={4}>
                {own.map(({ sentence }) => (
                  <List.Item key={sentence}>{sentence}</List.Item>
                ))}
              </List>
            </Section>
          )
        })
      )}
      {undecided.length === 0 ? null : (
        <Remark kind="warning">{`Left as they are, because nobody has decided: ${undecided.join(', ')}.`}</Remark>
      )}
      <Group justify="space-between" gap="sm">
        <Text size="sm" className="quiet">
          All of it is written, or nothing. It can be taken back while nothing depends on it.
        </Text>
        <Button
          leftSection={<IconCheck size={18} aria-hidden />}
          disabled={changes.length === 0 || problems.length > 0}
          loading={apply.isPending}
          onClick={() =>
            apply.mutate({
              params: { programId: view.programId, startYear: String(view.startYear) },
              body: { expectedVersion, fingerprint },
            })
          }
        >
          Write {counted(changes.length, 'change')}
        </Button>
      </Group>
    </Stack>
  )
}
