import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorNotice } from './notices.tsx'

type Shape = 'lines' | 'cards' | 'table' | 'grid'

const heights: Record<Shape, readonly number[]> = {
  lines: [20, 20, 20],
  cards: [96, 96, 96],
  table: [36, 36, 36, 36, 36, 36],
  grid: [64, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
}

/** The outline of what is coming; a screen reader hears one word. */
export function Loading({ shape = 'lines' }: { readonly shape?: Shape }) {
  return (
    <Stack gap="xs" role="status" aria-label="Loading">
      {heights[shape].map((height, index) => (
        <Skeleton key={`${shape}-${String(index)}`} height={height} radius="sm" />
      ))}
    </Stack>
  )
}

/** Shows an answer when it is there, its outline before, and what went wrong otherwise. */
export function Loaded<Answer>(props: {
  readonly query: UseQueryResult<Answer>
  readonly shape?: Shape
  readonly children: (answer: Answer) => ReactNode
}) {
  const { query } = props
  if (query.data !== undefined) return props.children(query.data)
  if (query.error !== null) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  return <Loading shape={props.shape ?? 'lines'} />
}
