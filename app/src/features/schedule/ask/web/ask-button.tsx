import { Button, Group } from '@mantine/core'
import { IconHelpCircle, IconPlaneDeparture } from '@tabler/icons-react'
import { useActor } from '../../../../ui/actor.tsx'
import { dayNumber, dayText } from '../../../../ui/day-number.ts'
import { ButtonLink } from '../../../../ui/navigation.tsx'
import { askWhatIf } from '../../what-if/policy.ts'
import type { ScheduleView } from '../../blocks/contract.ts'
import { readScenarios } from '../../scenarios/policy.ts'
import { type AskTarget, useAsk } from './ask-context.ts'

/** What can be asked about a cell: why it is so, and what a leave would do. */
export function AskButtons({ view, target }: { readonly view: ScheduleView; readonly target: AskTarget }) {
  const ask = useAsk()
  const actor = useActor()
  const today = dayNumber(view.today)
  const startDay = Math.max(dayNumber(target.startOn), today + 1)
  const isAhead = startDay <= dayNumber(target.endOn)
  const place = { personId: target.personId, programIds: [target.programId] }
  const mayAsk = ask !== null && isAhead && actor.may(readScenarios, place)
  const mayPlan = isAhead && actor.may(askWhatIf, place)
  if (!mayAsk && !mayPlan) return null
  const startOn = dayText(startDay)
  return (
    <Group gap={6}>
      {mayAsk ? (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconHelpCircle size={16} aria-hidden />}
          onClick={() => ask({ ...target, startOn })}
        >
          Why, and what else?
        </Button>
      ) : null}
      {mayPlan ? (
        <ButtonLink
          to={`/people/${target.personId}/what-if`}
          search={{ from: startOn, to: target.endOn, draft: view.scenario?.id }}
          size="compact-sm"
          variant="default"
          leftSection={<IconPlaneDeparture size={16} aria-hidden />}
        >
          What if away?
        </ButtonLink>
      ) : null}
    </Group>
  )
}
