import { Badge, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Code } from '../../../../ui/code.tsx'
import { Status } from '../../../../ui/status.tsx'
import type { ScheduleView } from '../../blocks/contract.ts'
import type { OtherWay, ProposedChange } from '../contract.ts'
import classes from './ways.module.css'

const shown = 6

export function Sentences({ title, sentences }: { readonly title: string; readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  const more = sentences.length - shown
  return (
    <div>
      <Text size="sm" className="quiet">
        {title}
      </Text>
      <List size="sm" spacing={2}>
        {sentences.slice(0, shown).map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
        {more > 0 ? <List.Item>and {more} more</List.Item> : null}
      </List>
    </div>
  )
}

/** Another way in plain words: what it would change, what it would cost by importance, and one click to take it. */
export function Way(props: {
  readonly view: ScheduleView
  readonly way: OtherWay
  readonly applyWords: string
  readonly busy: boolean
  readonly onApply: ((changes: readonly ProposedChange[]) => void) | null
}) {
  const { way, onApply } = props
  const rotation = props.view.rotations.find(({ key }) => key === way.rotationKey)
  const count = way.changes.length
  return (
    <section className={classes.way} aria-label={way.rotationName}>
      <Stack gap={8}>
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Code tint={rotation?.tint ?? 0}>{rotation?.code ?? '?'}</Code>
            <Text fw={600} size="sm">
              {way.rotationName}
            </Text>
            <Status kind={way.possible ? 'on-track' : 'missed'}>{way.possible ? 'Possible' : 'Not possible'}</Status>
          </Group>
          <Group gap={4}>
            {way.tiers.map(({ name, points }) => (
              <Badge
                key={name}
                variant="light"
                color={points > 0 ? 'orange' : 'teal'}
                tt="none"
                className={classes.badge ?? ''}
              >
                {name} {points > 0 ? `${points} worse` : `${-points} better`}
              </Badge>
            ))}
          </Group>
        </Group>
        <Text size="sm">{way.sentence}</Text>
        {way.possible || way.changes.length > 1 ? (
          <Sentences title="What would change:" sentences={way.changes.map(({ sentence }) => sentence)} />
        ) : null}
        <Sentences title="What it would cost:" sentences={way.worse} />
        <Sentences title="What it would mend:" sentences={way.better} />
        {onApply === null || !way.possible || count === 0 ? null : (
          <Group>
            <Button
              size="compact-md"
              loading={props.busy}
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => onApply(way.changes)}
            >
              {props.applyWords.replace('#', count === 1 ? 'this change' : `these ${count} changes`)}
            </Button>
          </Group>
        )}
      </Stack>
    </section>
  )
}
