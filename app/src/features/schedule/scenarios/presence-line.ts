import { z } from 'zod'
import { id } from '../../../contract/fields.ts'
import { here, place } from './presence-contract.ts'

/** What servers say to each other about drafts: who is there, who has left, who is asked for, where a cursor went, what was stored. */
const message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('here'), draft: id, here }),
  z.object({ kind: z.literal('gone'), draft: id, tab: id }),
  z.object({ kind: z.literal('who'), draft: id }),
  z.object({ kind: z.literal('move'), draft: id, personId: id, tab: id, place: place.nullable() }),
  z.object({ kind: z.literal('touch'), draft: id }),
])
export type Said = z.infer<typeof message>

/** Null for what another version of the server says and this one does not know. */
export function said(text: string): Said | null {
  try {
    return message.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
