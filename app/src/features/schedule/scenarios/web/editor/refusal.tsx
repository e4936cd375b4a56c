import { Button, Group } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { type ReasonKind, reasonKinds, reasonNames } from '../../reason-kinds.ts'
import classes from './editor.module.css'

/** Something that was not done because a rule is against it, until it is decided. */
export interface Refused {
  /** "Mina Granite, 1 Jul to 14 Jul" */
  readonly where: string
  /** What the rules say, in one line. */
  readonly reason: string
  /** It shall be done all the same; only the reason is missing. */
  readonly isInsisted: boolean
}

/** Why nothing was moved, and the way to do it all the same, with a reason in one tap. */
export function Refusal(props: {
  readonly refused: Refused
  readonly onInsist: () => void
  readonly onReason: (kind: ReasonKind) => void
  readonly onLeave: () => void
}) {
  const { refused } = props
  return (
    <div className={classes.refusal} role="alert">
      <IconHandStop size={20} aria-hidden />
      <div className={classes.refusalWords}>
        <strong>{refused.isInsisted ? 'Why all the same? ' : 'Not moved. '}</strong>
        {refused.where}: {refused.reason}
      </div>
      {refused.isInsisted ? (
        <ReasonButtons onReason={props.onReason} />
      ) : (
        <Button size="compact-sm" variant="default" onClick={props.onInsist} aria-keyshortcuts="Alt+Enter">
          Put it there anyway
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={props.onLeave} aria-keyshortcuts="Escape">
        Leave it
      </Button>
    </div>
  )
}

/** The reasons, each with the digit that chooses it. */
function ReasonButtons({ onReason }: { readonly onReason: (kind: ReasonKind) => void }) {
  return (
    <Group gap={6} role="group" aria-label="Reason">
      {reasonKinds.map((kind, index) => (
        <Button
          key={kind}
          size="compact-sm"
          variant="default"
          aria-keyshortcuts={String(index + 1)}
          onClick={() => onReason(kind)}
        >
          {index + 1} {reasonNames[kind]}
        </Button>
      ))}
    </Group>
  )
}

/** The reason that a digit chooses. */
export const reasonByKey = (key: string): ReasonKind | undefined => reasonKinds[Number(key) - 1]
