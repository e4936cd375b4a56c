import type { Definition } from './definition/definition.ts'
import type { Room } from './definition/place.ts'
import { boundsWords, traineesWords } from './words.ts'

/** Every room that programs name, once each, and a sentence for each room two programs disagree about. */
export const collectRooms = (definitions: readonly Definition[]): { rooms: Room[]; disagreements: string[] } => {
  const first = new Map<string, { room: Room; program: string }>()
  const disagreements: string[] = []
  for (const { name, rooms } of definitions) {
    for (const room of rooms ?? []) {
      const known = first.get(room.id)
      if (!known) {
        first.set(room.id, { room, program: name })
      } else if (known.room.min !== room.min || known.room.max !== room.max) {
        const words = ({ min, max }: Room): string => boundsWords(min, max, traineesWords)
        disagreements.push(
          `“${room.name}” (${room.id}) holds ${words(known.room)} by ${known.program}, but ${words(room)} by ${name}; they share it, so they must agree.`,
        )
      }
    }
  }
  return { rooms: [...first.values()].map(({ room }) => room), disagreements }
}
