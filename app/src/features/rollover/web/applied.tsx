import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { notifications } from '@mantine/notifications'
import { useAction } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { type AppliedView, getRollover, type RolloverView, takeRolloverBack } from '../contract.ts'
import classes from './rollover.module.css'
import { counted } from './rollover-words.ts'
import { Remark } from './remark.tsx'

/** What was done, where to look at it, and the way back with what stands in it. */
export function AppliedRollover({ applied, view }: { readonly applied: AppliedView; readonly view: RolloverView }) {
  const { changes, rolloverId } = applied
  const take = useAction(takeRolloverBack, {
    refresh: [getRollover],
    onDone: ({ takenBack, kept }) =>
      notifications.show({
        message: `${counted(takenBack, 'change')} taken back${kept > 0 ? `; ${kept} stayed` : ''}.`,
      }),
  })
  const inTheWay = changes.filter(({ obstacle }) => obstacle !== null)
  const free = changes.length - inTheWay.length
  return (
    <Stack gap="md">
      <Section title={`Done on ${instantWords(applied.at)} by ${applied.by}`}>
        <ul className={classes.list}>
          {changes.map(({ position, sentence, link, obstacle }) => (
            <li key={position}>
              <div>
                <TextLink to={link}>{sentence}</TextLink>
                {obstacle === null ? null : (
                  <Remark kind="note" word="In the way back">
                    {obstacle}
                  </Remark>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Section>
      <ErrorNotice error={take.error} />
      <Group justify="space-between" gap="sm">
        <Text size="sm" className="quiet">
          {wayBack(free, inTheWay.length)}
        </Text>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          disabled={free === 0}
          loading={take.isPending}
          onClick={() =>
            take.mutate({ params: { rolloverId }, body: { expectedVersion: view.version, rest: inTheWay.length > 0 } })
          }
        >
          {inTheWay.length === 0
            ? 'Take all of it back'
            : `Take back the other ${free === 1 ? 'change' : `${free} changes`}`}
        </Button>
      </Group>
    </Stack>
  )
}

function wayBack(free: number, inTheWay: number): string {
  if (inTheWay === 0) return 'Nothing depends on it yet, so all of it can be taken back.'
  if (free === 0) return 'Everything of it is in use by now; change it by hand.'
  return `${counted(inTheWay, 'change')} would stay, because of what was done since. Undo that first, or take back the others.`
}
