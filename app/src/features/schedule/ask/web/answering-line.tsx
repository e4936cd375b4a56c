import { Button, Group, Loader, Text } from '@mantine/core'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import type { Answering } from './use-answer.ts'

/** How a question stands until its answer is there: what is being done, a way to stop it, or why there is no answer. */
export function AnsweringLine(props: { readonly answering: Answering<unknown>; readonly onStop: () => void }) {
  const { answering } = props
  if (answering.state === 'asking')
    return (
      <Group gap="sm" wrap="nowrap">
        <Loader size={18} aria-hidden />
        <Text size="sm" aria-live="polite">
          {answering.sentence}
          {answering.seconds > 2 ? ` (${answering.seconds} s)` : ''}
        </Text>
        <Button size="compact-sm" variant="default" onClick={props.onStop}>
          Stop
        </Button>
      </Group>
    )
  if (answering.state !== 'refused') return null
  return answering.sentence === null ? (
    <ErrorNotice error={answering.error} />
  ) : (
    <Text size="sm" role="alert">
      {answering.sentence}
    </Text>
  )
}
