import { Alert, Anchor, List } from '@mantine/core'
import { IconCircleCheck, IconOctagon } from '@tabler/icons-react'
import type { Problem } from '../../../curriculum/contract.ts'
import classes from './editor.module.css'

const shownAtMost = 12

/** What must be put right first, each with the way to its place; or that everything holds together. */
export function ProblemList(props: {
  readonly problems: readonly Problem[]
  /** Whether the text can be read at all: places in the form exist only then. */
  readonly isReadable: boolean
  readonly onGo: (problem: Problem) => void
}) {
  const { problems } = props
  if (problems.length === 0)
    return (
      <Alert
        color="green"
        variant="light"
        py={8}
        role="status"
        className={classes.steady ?? ''}
        icon={<IconCircleCheck aria-hidden />}
      >
        No problem: every reference exists, and the requirements fill the length of the program.
      </Alert>
    )
  const count = `${problems.length} ${problems.length === 1 ? 'thing' : 'things'} to put right`
  return (
    <Alert
      color="red"
      variant="light"
      py={8}
      role="status"
      className={classes.steady ?? ''}
      icon={<IconOctagon aria-hidden />}
      title={props.isReadable ? count : 'The text cannot be read; the form waits until it can'}
    >
      <List size="sm" spacing={2}>
        {problems.slice(0, shownAtMost).map((problem) => (
          <List.Item key={`${problem.line} ${problem.column} ${problem.path} ${problem.sentence}`}>
            <Anchor
              component="button"
              type="button"
              inherit
              underline="always"
              ta="left"
              onClick={() => props.onGo(problem)}
            >
              {problem.path === '' ? `Line ${problem.line}` : problem.path}
            </Anchor>
            {`: ${problem.sentence}`}
          </List.Item>
        ))}
      </List>
      {problems.length > shownAtMost ? `And ${problems.length - shownAtMost} more.` : null}
    </Alert>
  )
}
