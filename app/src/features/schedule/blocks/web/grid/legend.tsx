import { ActionIcon, Popover } from '@mantine/core'
import { IconHelpSquareRounded } from '@tabler/icons-react'
import { Code } from '../../../../../ui/code.tsx'
import type { RotationView } from '../../contract.ts'
import classes from './legend.module.css'
import {
  AmendedShape,
  CommentShape,
  EmptyShape,
  LeaveShape,
  OffSiteShape,
  OtherShape,
  OverShape,
  PinShape,
  UnderShape,
} from './shapes.tsx'

const shapes = [
  { shape: <PinShape />, words: 'pinned: the solver leaves it alone' },
  { shape: <OffSiteShape />, words: 'off site' },
  { shape: <AmendedShape />, words: 'amended after publication' },
  { shape: <LeaveShape />, words: 'leave' },
  { shape: <EmptyShape />, words: 'nothing assigned' },
  { shape: <CommentShape />, words: 'somebody has commented' },
  { shape: <OtherShape />, words: 'somebody else is here' },
  { shape: <UnderShape />, words: 'coverage: too few' },
  { shape: <OverShape />, words: 'coverage: too many' },
]

const keys = [
  ['Arrows, Home, End, Page', 'move'],
  ['Enter', 'details'],
  ['Alt + plus, minus', 'less or more time at once, up to the whole training'],
] as const
const editingKeys = [
  ['Letters', 'a rotation, by its code'],
  ['Delete', 'clear'],
] as const

/** What the codes, shapes and keys of the grid mean. */
export function Legend(props: {
  readonly rotations: readonly RotationView[]
  /** What more can be done, besides looking; `'cells'` is one cell at a time. */
  readonly keys: readonly (readonly [string, string])[] | 'cells' | undefined
}) {
  const { rotations } = props
  const more = props.keys === 'cells' ? editingKeys : (props.keys ?? [])
  return (
    <Popover width={340} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label="Legend" title="What codes, shapes and keys mean">
          <IconHelpSquareRounded size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Legend" className={classes.legend ?? ''} tabIndex={0}>
        <dl className={classes.list}>
          {rotations.map((rotation) => (
            <div key={rotation.key}>
              <dt>
                <Code tint={rotation.tint}>{rotation.code}</Code>
              </dt>
              <dd>{rotation.name}</dd>
            </div>
          ))}
        </dl>
        <dl className={classes.list}>
          {shapes.map(({ shape, words }) => (
            <div key={words}>
              <dt>{shape}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <dl className={classes.list}>
          {[...keys.filter(([key]) => !more.some(([other]) => other === key)), ...more].map(([key, words]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  )
}
