import { Alert, Button, Group, List, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconInbox, IconRefresh, type TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Problem } from '../contract/app-error.ts'
import { ApiError } from '../contract/client.ts'
import classes from './notices.module.css'

/** An empty page says what to do first. */
export function EmptyState(props: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  readonly icon?: TablerIcon
}) {
  const Icon = props.icon ?? IconInbox
  return (
    <div className={classes.empty}>
      <Icon size={36} stroke={1.4} aria-hidden />
      <Text fw={600}>{props.title}</Text>
      {props.children === undefined ? null : <div className={classes.emptyWords}>{props.children}</div>}
      {props.action}
    </div>
  )
}

const whereabouts = (problem: Problem): string =>
  [problem.line === undefined ? '' : `Line ${problem.line}`, problem.path ?? '']
    .filter((text) => text !== '')
    .join(', ')

/** The sentence for one field (`'email'`), to be given to the input's `error`; undefined when the field is not at fault. */
export function fieldError(error: Error | null, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined
  return error.problem.problems?.find((problem) => problem.path === path || problem.path === `body.${path}`)?.sentence
}

const titleOf = (error: Error): string => {
  if (!(error instanceof ApiError)) return 'Something went wrong here'
  if (error.problem.title === 'stale') return 'This was changed meanwhile'
  if (error.status === 403 || error.status === 404) return 'This cannot be shown'
  if (error.status === 0 || error.status >= 500) return 'The server did not answer as it should'
  return 'This could not be done'
}

/**
 * What went wrong, for the person who can act on it. `shown` names the fields that already show their own problem. What was typed
 * stays where it is; `onRetry` is offered as a button.
 */
export function ErrorNotice(props: {
  readonly error: Error | null
  readonly onRetry?: () => void
  readonly retryLabel?: string
  readonly shown?: readonly string[]
}) {
  const { error } = props
  if (error === null) return null
  const problem = error instanceof ApiError ? error.problem : null
  const others = (problem?.problems ?? []).filter(
    ({ path }) => !props.shown?.some((field) => path === field || path === `body.${field}`),
  )
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={titleOf(error)}
      className={classes.error}
    >
      <Stack gap="xs">
        <div>{problem?.detail ?? 'The page met something it did not expect. Loading it again usually helps.'}</div>
        {others.length === 0 ? null : (
          <List size="sm">
            {others.map((item) => (
              <List.Item key={`${item.line} ${item.path} ${item.sentence}`}>
                {whereabouts(item) === '' ? '' : `${whereabouts(item)}: `}
                {item.sentence}
              </List.Item>
            ))}
          </List>
        )}
        <Group gap="sm">
          {props.onRetry === undefined ? null : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={props.onRetry}
            >
              {props.retryLabel ?? 'Try again'}
            </Button>
          )}
          {problem === null || problem.requestId === '' || problem.status < 500 ? null : (
            <Text size="xs">Request {problem.requestId}</Text>
          )}
        </Group>
      </Stack>
    </Alert>
  )
}
