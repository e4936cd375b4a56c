import type { Platform } from '../../../platform/platform.ts'
import type { Here, PresencePlace } from './presence-contract.ts'

type Reader = Omit<Here, 'place'>

interface Guest {
  here: Here | null
  readonly onPeople: (people: readonly Here[]) => void
  wake: () => void
}

/** One reader's seat at a draft, from the moment they follow it until they leave. */
export interface Seat {
  readonly leave: () => void
  /** Waits so long, or until something happens to the draft on this server. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/**
 * Who has which draft open, and where they are. It lives in the memory of this process and nowhere else: neither the database nor the
 * audit log sees a cursor move. With several servers people see those who are connected to the same one; what they edit reaches everybody.
 */
export class Presence {
  readonly #guests = new Map<string, Set<Guest>>()

  /** Takes a seat; a reader without a page of their own hears of changes, and nobody hears of them. */
  enter(scenarioId: string, reader: Reader | null, onPeople: Guest['onPeople']): Seat {
    const guest: Guest = { here: reader && { ...reader, place: null }, onPeople, wake: () => {} }
    const guests = this.#guests.get(scenarioId) ?? new Set()
    this.#guests.set(scenarioId, guests.add(guest))
    if (reader !== null) this.#tell(scenarioId)
    return {
      leave: () => {
        guest.wake()
        if (!guests.delete(guest)) return
        if (guests.size === 0) this.#guests.delete(scenarioId)
        else if (guest.here !== null) this.#tell(scenarioId)
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

  /** Moves the cursor of a page that has a seat here; gives how many others see it. */
  move(scenarioId: string, personId: string, tab: string, place: PresencePlace | null): number {
    const guests = [...(this.#guests.get(scenarioId) ?? [])]
    const guest = guests.find(({ here }) => here?.tab === tab && here.personId === personId)
    if (guest?.here) {
      guest.here = { ...guest.here, place }
      this.#tell(scenarioId, guest)
    }
    return guests.filter(({ here }) => here !== null && here.tab !== tab).length
  }

  /** Something was stored: whoever follows the draft on this server looks at once. */
  touch(scenarioId: string): void {
    for (const { wake } of this.#guests.get(scenarioId) ?? []) wake()
  }

  #tell(scenarioId: string, except?: Guest): void {
    const guests = [...(this.#guests.get(scenarioId) ?? [])]
    const people = guests.flatMap(({ here }) => here ?? [])
    for (const guest of guests) if (guest !== except && guest.here !== null) guest.onPeople(people)
  }
}

const known = new WeakMap<Platform, Presence>()

/** The presence of this server. */
export function presenceOn(platform: Platform): Presence {
  let presence = known.get(platform)
  if (presence === undefined) known.set(platform, (presence = new Presence()))
  return presence
}
