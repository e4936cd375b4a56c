import { useEffect, useEffectEvent, useState } from 'react'
import { addressOf } from '../contract/client.ts'
import type { AnyRoute, RouteInput } from '../contract/route.ts'

type Connection = 'closed' | 'connecting' | 'open' | 'broken'

/**
 * Follows a route whose answer is `'events'`; `onEvent` gets each event of this name, parsed. Pass `null` to close. The browser reconnects by
 * itself; `'broken'` means that it has given up, and that the page should ask the plain route instead.
 */
export function useEvents<const R extends AnyRoute>(
  route: R,
  input: RouteInput<R> | null,
  eventName: string,
  onEvent: (message: unknown) => void,
): Connection {
  const [connection, setConnection] = useState<Connection>('connecting')
  const deliver = useEffectEvent(onEvent)
  const address = input === null ? null : addressOf(route, input)

  useEffect(() => {
    if (address === null) return
    const source = new EventSource(address, { withCredentials: true })
    source.addEventListener('open', () => setConnection('open'))
    source.addEventListener(eventName, (event: MessageEvent<string>) => deliver(JSON.parse(event.data)))
    source.addEventListener('error', () => {
      setConnection(source.readyState === EventSource.CLOSED ? 'broken' : 'connecting')
    })
    return () => {
      source.close()
      setConnection('connecting')
    }
  }, [address, eventName])

  return address === null ? 'closed' : connection
}
