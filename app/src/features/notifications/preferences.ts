import { z } from 'zod'
import { channels, groupsInOrder } from './kinds.ts'

const lastMinute = 24 * 60 - 1
const minute = z.number().int().min(0).max(lastMinute, 'Give a time of the day.')

const knownZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const choice = z.object(Object.fromEntries(channels.map((channel) => [channel, z.boolean().optional()])))
export const choicesShape = z.object(Object.fromEntries(groupsInOrder.map((group) => [group, choice.optional()])))

/** How a person wants to be told. Minutes count from midnight; a group that is not named is told. */
export const preferenceShape = z
  .object({
    timeZone: z.string().max(60).refine(knownZone, 'This is not a known time zone.').nullable(),
    digestMinute: minute,
    quietFromMinute: minute.nullable(),
    quietToMinute: minute.nullable(),
    choices: choicesShape,
  })
  .refine(({ quietFromMinute, quietToMinute }) => (quietFromMinute === null) === (quietToMinute === null), {
    message: 'Give both ends of the quiet hours, or none.',
    path: ['quietToMinute'],
  })
export type NoticePreference = z.output<typeof preferenceShape>

/** What holds for somebody who has chosen nothing. */
export const usualPreference: NoticePreference = {
  timeZone: null,
  digestMinute: 7 * 60,
  quietFromMinute: 21 * 60,
  quietToMinute: 6 * 60,
  choices: {},
}
