import { z } from 'zod'
import { id, isoDate, name } from '../../contract/fields.ts'

/** What is to become of an appointment. `extend` follows the reckoned end of training, also when that moves before it is applied. */
export const personDecision = z.discriminatedUnion('choice', [
  z.strictObject({ choice: z.literal('keep') }),
  z.strictObject({ choice: z.literal('extend') }),
  z.strictObject({ choice: z.literal('end'), endOn: isoDate }),
  z.strictObject({ choice: z.literal('undecided') }),
])
export type PersonDecision = z.infer<typeof personDecision>

const blankIsNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

/** Somebody who comes. Names and dates are checked against the program when it is looked at, so that half a list can be kept. */
export const incomingPerson = z.strictObject({
  givenName: name,
  familyName: name,
  email: z.preprocess(
    blankIsNull,
    z.string().trim().toLowerCase().pipe(z.email('This is not an e-mail address.').max(254)).nullable(),
  ),
  level: z.string().trim().min(1, 'Choose the level at the start.').max(20),
  startOn: isoDate,
  endOn: isoDate,
  ftePercent: z.number().int('Give a whole percentage.').min(1, 'Give at least 1 percent.').max(100),
})
export type IncomingPerson = z.infer<typeof incomingPerson>

/** What next year gets besides people. */
export const yearDecision = z.strictObject({
  draft: z.strictObject({
    make: z.boolean(),
    name,
    /** What it begins with: what is published of next year already, another draft, or nothing. */
    from: z.union([z.literal('record'), z.literal('empty'), id]),
  }),
  /** The last day for wishes; null leaves it as it is. */
  wishesUntil: isoDate.nullable(),
  /** By the holiday that each comes from. */
  holidays: z.array(z.strictObject({ fromId: id, onDay: isoDate, take: z.boolean() })).max(100),
})
export type YearDecision = z.infer<typeof yearDecision>

export type StoredDecision =
  | { readonly of: 'person'; readonly value: PersonDecision }
  | { readonly of: 'incoming'; readonly value: IncomingPerson | null }
  | { readonly of: 'year'; readonly value: YearDecision }
