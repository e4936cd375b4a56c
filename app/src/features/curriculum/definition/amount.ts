import { z } from 'zod'
import { levelId } from './marks.ts'

export const timeUnit = z.enum(['days', 'weeks', 'months', 'blocks', 'years'])
export type TimeUnit = z.infer<typeof timeUnit>

/** Lengths come in halves: a split week is 0.5 weeks. */
export const halves = z
  .number()
  .min(0, 'An amount may not be negative.')
  .max(4000)
  .multipleOf(0.5, 'Give a whole or a half number.')

/** A length of time: "5 years", "2.5 weeks". */
export const lengthOfTime = { amount: halves.min(0.5, 'A length must be more than nothing.'), unit: timeUnit }

/**
 * How much a requirement asks for, in one of three forms: `exactly`; `atLeast` and/or `atMost`; or `byLevel`, an exact
 * amount for each level named (a level not named is not asked for anything and 0 means none at that level).
 */
export const amount = z
  .strictObject({
    exactly: halves.optional(),
    atLeast: halves.optional(),
    atMost: halves.optional(),
    byLevel: z.record(levelId, halves).optional(),
    unit: timeUnit,
  })
  .check((context) => {
    const { exactly, atLeast, atMost, byLevel } = context.value
    const forms = [exactly !== undefined, atLeast !== undefined || atMost !== undefined, byLevel !== undefined]
    if (forms.filter(Boolean).length !== 1) {
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: 'Say the amount in one way: exactly, or atLeast and atMost (one or both), or byLevel.',
      })
    }
    if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
      context.issues.push({
        code: 'custom',
        input: context.value,
        message: `At least ${atLeast} and at most ${atMost} cannot both hold: the smaller number comes first.`,
      })
    }
  })
export type Amount = z.infer<typeof amount>
