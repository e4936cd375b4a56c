import { useEffect, useEffectEvent, useState } from 'react'
import { addressOf } from '../contract/client.ts'
import type { AnyRoute, RouteInput } from '../contract/route.ts'

type Connection = 'closed' | 'connecting' | 'open' | 'broken'

/**
 * Follows a route whose answer is `'events'`; `onEvent` gets each event of this name, or of these, parsed. Pass `null` to close. The browser
 * reconnects by itself; `'broken'` means that it has given up, and that the page should ask the plain route instead.
 */
export function useEvents<const R extends AnyRoute>(
  route: R,
  input: RouteInput<R> | null,
  eventName: string | readonly string[],
  onEvent: (message: unknown, name: string) => void,
): Connection {
  const [connection, setConnection] = useState<Connection>('connecting')
  const deliver = useEffectEvent(onEvent)
  const address = input === null ? null : addressOf(route, input)
  const names = [eventName].flat().join(' ')

  useEffect(() => {
    if (address === null) return
    const source = new EventSource(address, { withCredentials: true })
    source.addEventListener('open', () => setConnection('open'))
    for (const name of names.split(' '))
      source.addEventListener(name, (event: MessageEvent<string>) => deliver(JSON.parse(event.data), name))
    source.addEventListener('error', () => {
      setConnection(source.readyState === EventSource.CLOSED ? 'broken' : 'connecting')
    })
    return () => {
      source.close()
      setConnection('connecting')
    }
  }, [address, names])

  return address === null ? 'closed' : connection
}
