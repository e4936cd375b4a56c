import { Group, Text } from '@mantine/core'
import { Code } from '../../../../ui/code.tsx'
import type { CallView } from '../contract.ts'
import { callTime, callTitle } from './words.ts'

/** One call: which, and when at its own place. */
export function CallLine({ call, more }: { readonly call: CallView; readonly more?: string | undefined }) {
  return (
    <div>
      <Group gap="xs" wrap="nowrap" align="baseline">
        <Code tint={call.tint}>{call.poolCode}</Code>
        <Text fw={600}>{callTitle(call)}</Text>
      </Group>
      <Text>
        {callTime(call)}
        {more === undefined ? '' : `, ${more}`}
      </Text>
    </div>
  )
}
