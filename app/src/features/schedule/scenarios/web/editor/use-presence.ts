import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../../../../contract/client.ts'
import { type Here, presenceEvent, type PresencePlace, tellPlace } from '../../presence-contract.ts'
import { randomId } from './random-id.ts'

/** Cursor moves are told at most so often. */
const pauseMilliseconds = 150

export interface PresenceHere {
  /** Names this page to the server. */
  readonly tab: string
  readonly others: readonly Here[]
  readonly take: (message: unknown) => void
  readonly tell: (place: PresencePlace | null) => void
}

/** Who else has the draft open, and telling them where one is. What does not arrive is not missed: the next move is told again. */
export function usePresence(scenarioId: string): PresenceHere {
  const [tab] = useState(randomId)
  const [others, setOthers] = useState<readonly Here[]>([])
  const next = useRef<PresencePlace | null>(null)
  const isAlone = useRef(true)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const send = useCallback(() => {
    timer.current = undefined
    call(tellPlace, { params: { scenarioId }, body: { tab, place: next.current } }).catch(() => {})
  }, [scenarioId, tab])
  const tell = useCallback(
    (place: PresencePlace | null) => {
      next.current = place
      if (!isAlone.current) timer.current ??= setTimeout(send, pauseMilliseconds)
    },
    [send],
  )
  const take = useCallback(
    (message: unknown) => {
      const { people } = presenceEvent.parse(message)
      const isKnown = people.some((each) => each.tab === tab && each.place !== null)
      const rest = people.filter((each) => each.tab !== tab)
      setOthers(rest)
      isAlone.current = rest.length === 0
      // A new connection does not know yet where this page is; nobody is told while nobody else is here.
      if (!isKnown && !isAlone.current && next.current !== null) timer.current ??= setTimeout(send, pauseMilliseconds)
    },
    [tab, send],
  )
  useEffect(() => () => clearTimeout(timer.current), [])
  return { tab, others, take, tell }
}
