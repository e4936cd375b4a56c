import { Text } from '@mantine/core'
import { Status, type StatusKind } from '../../../ui/status.tsx'

const words = { violation: 'To put right', warning: 'To look at', note: 'Note', met: 'Filled' } as const

/** A mark of what kind it is, and then its sentence, which may be long. */
export function Remark(props: {
  readonly kind: Extract<StatusKind, keyof typeof words>
  readonly word?: string
  readonly children: string
}) {
  return (
    <Text>
      <Status kind={props.kind}>{props.word ?? words[props.kind]}</Status> {props.children}
    </Text>
  )
}
