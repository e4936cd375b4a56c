import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashedCheck,
  IconCircleX,
  IconInfoCircle,
  IconOctagon,
  type TablerIcon,
} from '@tabler/icons-react'
import classes from './status.module.css'

type Tone = 'good' | 'fair' | 'care' | 'bad'
interface Look {
  readonly icon: TablerIcon
  readonly word: string
  readonly tone: Tone
}

const looks = {
  met: { icon: IconCircleCheck, word: 'Met', tone: 'good' },
  'on-track': { icon: IconCircleDashedCheck, word: 'On track', tone: 'fair' },
  'at-risk': { icon: IconAlertTriangle, word: 'At risk', tone: 'care' },
  missed: { icon: IconCircleX, word: 'Missed', tone: 'bad' },
  violation: { icon: IconOctagon, word: 'Violation', tone: 'bad' },
  warning: { icon: IconAlertTriangle, word: 'Warning', tone: 'care' },
  note: { icon: IconInfoCircle, word: 'Note', tone: 'fair' },
} as const satisfies Record<string, Look>
export type StatusKind = keyof typeof looks

/** Icon, word and colour together; the word may be replaced by a longer one ("3 violations"), never left out. */
export function Status({ kind, children }: { readonly kind: StatusKind; readonly children?: React.ReactNode }) {
  const { icon: Icon, word, tone } = looks[kind]
  return (
    <span className={classes.status} data-tone={tone}>
      <Icon size="1.15em" stroke={2} aria-hidden />
      <span>{children ?? word}</span>
    </span>
  )
}

/** A bar of how far something has come, with the part that is planned in a lighter hatch, and its figures in words. */
export function StatusBar(props: {
  readonly kind: StatusKind
  readonly label: string
  readonly done: number
  readonly planned: number
  readonly needed: number
}) {
  const share = (amount: number) => `${props.needed > 0 ? Math.min(100, (amount / props.needed) * 100) : 100}%`
  return (
    <div
      className={classes.bar}
      data-tone={looks[props.kind].tone}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.needed}
      aria-valuenow={Math.min(props.done, props.needed)}
    >
      <div className={classes.planned} style={{ width: share(props.done + props.planned) }} />
      <div className={classes.done} style={{ width: share(props.done) }} />
    </div>
  )
}
