import type { Line, Live } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Here, PresencePlace } from './presence-contract.ts'
import { type Said, said } from './presence-line.ts'

type Reader = Omit<Here, 'place'>

interface Guest {
  here: Here | null
  readonly onPeople: (people: readonly Here[]) => void
  wake: () => void
}

/** Somebody whose page is connected to another server, and when that server last said so. */
interface Stranger {
  readonly here: Here
  readonly heardAt: number
}

/** One reader's seat at a draft, from the moment they follow it until they leave. */
export interface Seat {
  readonly leave: () => void
  /** Waits so long, or until something happens to the draft, on whichever server. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Each server says again who is there so often; who has not been heard of for three times as long is gone, with their server. */
const repeatMilliseconds = 10_000
const goneMilliseconds = 35_000

/**
 * Who has which draft open, and where they are. It lives in the memory of the servers, which tell each other, and nowhere else: neither a
 * table nor the audit log sees a cursor move.
 */
export class Presence {
  readonly #guests = new Map<string, Set<Guest>>()
  readonly #strangers = new Map<string, Map<string, Stranger>>()
  readonly #line: Line
  #repeating: NodeJS.Timeout | undefined

  constructor(live: Live) {
    this.#line = live.listen(
      (text) => {
        const message = said(text)
        if (message !== null) this.#hear(message)
      },
      () => {
        for (const draft of this.#guests.keys()) this.#introduce(draft)
      },
    )
  }

  /** Takes a seat; a reader without a page of their own hears of changes, and nobody hears of them. */
  enter(draft: string, reader: Reader | null, onPeople: Guest['onPeople']): Seat {
    const guest: Guest = { here: reader && { ...reader, place: null }, onPeople, wake: () => {} }
    const known = this.#guests.get(draft)
    const guests = known ?? new Set()
    this.#guests.set(draft, guests.add(guest))
    if (guest.here !== null) this.#say({ kind: 'here', draft, here: guest.here })
    if (known === undefined) this.#say({ kind: 'who', draft })
    if (reader !== null) this.#tell(draft)
    this.#repeating ??= setInterval(() => this.#repeat(), repeatMilliseconds).unref()
    return {
      leave: () => {
        guest.wake()
        if (!guests.delete(guest)) return
        if (guest.here !== null) this.#say({ kind: 'gone', draft, tab: guest.here.tab })
        if (guests.size === 0) this.#forget(draft)
        else if (guest.here !== null) this.#tell(draft)
      },
      wait: (milliseconds) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          guest.wake = () => {
            clearTimeout(timer)
            resolve()
          }
        }),
    }
  }

  /** Moves the cursor of a page, wherever it has its seat; gives how many others see it, as far as this server knows. */
  move(draft: string, personId: string, tab: string, place: PresencePlace | null): number {
    if (!this.#moveHere(draft, personId, tab, place)) this.#say({ kind: 'move', draft, personId, tab, place })
    return this.#people(draft).filter((here) => here.tab !== tab).length
  }

  /** Something was stored: whoever follows the draft, on whichever server, looks at once. */
  touch(draft: string): void {
    this.#wake(draft)
    this.#say({ kind: 'touch', draft })
  }

  #moveHere(draft: string, personId: string, tab: string, place: PresencePlace | null): boolean {
    const guest = [...(this.#guests.get(draft) ?? [])].find(
      ({ here }) => here?.tab === tab && here.personId === personId,
    )
    if (!guest?.here) return false
    guest.here = { ...guest.here, place }
    this.#say({ kind: 'here', draft, here: guest.here })
    this.#tell(draft, guest)
    return true
  }

  #hear(message: Said): void {
    const { draft } = message
    if (message.kind === 'move') {
      this.#moveHere(draft, message.personId, message.tab, message.place)
      return
    }
    // What happens to drafts that nobody here follows is not remembered.
    if (!this.#guests.has(draft)) return
    if (message.kind === 'touch') this.#wake(draft)
    else if (message.kind === 'who') this.#introduce(draft, false)
    else {
      const strangers = this.#strangers.get(draft) ?? new Map<string, Stranger>()
      this.#strangers.set(draft, strangers)
      const before = JSON.stringify([...strangers.values()].map(({ here }) => here))
      if (message.kind === 'gone') strangers.delete(message.tab)
      else strangers.set(message.here.tab, { here: message.here, heardAt: performance.now() })
      if (JSON.stringify([...strangers.values()].map(({ here }) => here)) !== before) this.#tell(draft)
    }
  }

  #say(message: Said): void {
    this.#line.tell(JSON.stringify(message))
  }

  /** Says who is here, and asks who is elsewhere. */
  #introduce(draft: string, isAsking = true): void {
    for (const { here } of this.#guests.get(draft) ?? []) if (here !== null) this.#say({ kind: 'here', draft, here })
    if (isAsking) this.#say({ kind: 'who', draft })
  }

  #repeat(): void {
    const oldest = performance.now() - goneMilliseconds
    for (const draft of this.#guests.keys()) {
      this.#introduce(draft, false)
      const strangers = this.#strangers.get(draft)
      const gone = [...(strangers ?? [])].filter(([, { heardAt }]) => heardAt < oldest)
      for (const [tab] of gone) strangers?.delete(tab)
      if (gone.length > 0) this.#tell(draft)
    }
  }

  #forget(draft: string): void {
    this.#guests.delete(draft)
    this.#strangers.delete(draft)
    if (this.#guests.size > 0) return
    clearInterval(this.#repeating)
    this.#repeating = undefined
  }

  #wake(draft: string): void {
    for (const { wake } of this.#guests.get(draft) ?? []) wake()
  }

  #people(draft: string): Here[] {
    return [
      ...[...(this.#guests.get(draft) ?? [])].flatMap(({ here }) => here ?? []),
      ...[...(this.#strangers.get(draft)?.values() ?? [])].map(({ here }) => here),
    ]
  }

  #tell(draft: string, except?: Guest): void {
    const people = this.#people(draft)
    for (const guest of this.#guests.get(draft) ?? [])
      if (guest !== except && guest.here !== null) guest.onPeople(people)
  }
}

const known = new WeakMap<Platform, Presence>()

/** The presence of this server. */
export function presenceOn(platform: Platform): Presence {
  let presence = known.get(platform)
  if (presence === undefined) known.set(platform, (presence = new Presence(platform.database.live)))
  return presence
}
