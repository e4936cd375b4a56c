import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { call } from '../../../../contract/client.ts'
import type { AnyRoute, RouteInput } from '../../../../contract/route.ts'
import { askProgress, askRefusal } from '../contract.ts'
import { takeEvents } from './read-events.ts'

export type Answering<Answer> =
  | { readonly state: 'idle' }
  | { readonly state: 'asking'; readonly sentence: string; readonly seconds: number }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'refused'; readonly sentence: string | null; readonly error: Error | null }

/** Asks a question that takes seconds and follows it; leaving the page or `stop` ends the work on the server. */
export function useAnswer<Answer>(shape: z.ZodType<Answer>) {
  const [state, setState] = useState<Answering<Answer>>({ state: 'idle' })
  const going = useRef<AbortController | null>(null)
  const stop = useCallback(() => {
    going.current?.abort()
    going.current = null
    setState({ state: 'idle' })
  }, [])
  useEffect(() => () => going.current?.abort(), [])

  const ask = useCallback(
    async <const R extends AnyRoute>(route: R, input: RouteInput<R>): Promise<void> => {
      going.current?.abort()
      const control = new AbortController()
      going.current = control
      const startedAt = performance.now()
      const tell = (sentence: string) =>
        setState({ state: 'asking', sentence, seconds: Math.round((performance.now() - startedAt) / 1000) })
      tell('Asking.')
      try {
        const response = (await call(route, input, { signal: control.signal })) as Response
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
        let text = ''
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
          const taken = takeEvents(text + part.value)
          text = taken.rest
          for (const { event, data } of taken.events) {
            if (event === 'progress') tell(askProgress.parse(data).sentence)
            else if (event === 'answer') setState({ state: 'answered', answer: shape.parse(data) })
            else if (event === 'refusal')
              setState({ state: 'refused', sentence: askRefusal.parse(data).sentence, error: null })
          }
        }
        setState((now) =>
          now.state === 'asking'
            ? { state: 'refused', sentence: 'The connection was lost before the answer came. Ask again.', error: null }
            : now,
        )
      } catch (error) {
        if (!control.signal.aborted)
          setState({
            state: 'refused',
            sentence: null,
            error: error instanceof Error ? error : new Error(String(error)),
          })
      }
    },
    [shape],
  )
  return { answering: state, ask, stop }
}
