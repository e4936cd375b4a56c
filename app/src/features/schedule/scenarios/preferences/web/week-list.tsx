import { ActionIcon, Group, Select, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { shortDay } from '../../../../../ui/date-words.ts'
import { Section } from '../../../../../ui/page.tsx'
import type { PreferencesView, WeekWishView } from '../contract.ts'
import { weeksOf, withWeek } from './weeks.ts'
import classes from './wish-list.module.css'

const weeksAtMost = 12

/** Weeks somebody would like to have off, or would rather work. */
export function WeekList(props: {
  readonly view: PreferencesView
  readonly weeks: readonly WeekWishView[]
  readonly locked: boolean
  readonly onChange: (weeks: readonly WeekWishView[]) => void
}) {
  const { view, weeks, locked, onChange } = props
  const taken = new Set(weeks.map(({ startOn }) => startOn))
  const free = weeksOf(view.startOn, view.endOn).filter(({ value }) => !taken.has(value.slice(0, 10)))
  const words = ({ startOn, endOn }: WeekWishView) => `${shortDay(startOn)} to ${shortDay(endOn, true)}`
  return (
    <Section title="Weeks off and on">
      <Text className="quiet" mb="sm">
        A week off is kept clear of rotations that take no vacation. Those who make call and plan leave see both; a wish
        is not yet leave.
      </Text>
      {weeks.length === 0 && locked ? <Text>None.</Text> : null}
      <ul className={classes.list}>
        {weeks.map((week) => (
          <li key={week.startOn} className={classes.line}>
            <span className={classes.words}>
              <strong>{week.kind === 'off' ? 'Off' : 'On'}</strong> {words(week)}
            </span>
            {locked ? null : (
              <ActionIcon
                size={44}
                variant="default"
                aria-label={`Remove: ${words(week)}`}
                onClick={() => onChange(weeks.filter((other) => other !== week))}
              >
                <IconX size={20} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {locked ? null : weeks.length >= weeksAtMost ? (
        <Text className="quiet">Twelve at most: remove one to add another.</Text>
      ) : (
        <Group gap="md" grow preventGrowOverflow={false}>
          {(['off', 'on'] as const).map((kind) => (
            <Select
              key={kind}
              label={kind === 'off' ? 'Add a week off' : 'Add a week I would rather work'}
              placeholder="Choose a week"
              size="md"
              miw={240}
              searchable
              value={null}
              data={free}
              onChange={(value) => value !== null && onChange(withWeek(weeks, value, kind))}
            />
          ))}
        </Group>
      )}
    </Section>
  )
}
