import { LEAVE_KINDS } from '@gradus/rules'
import { z } from 'zod'
import { isoDate, name, note } from '../../../contract/fields.ts'
import { leaveKinds } from '../../people/contract.ts'

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length

const code = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'Write the code in lower-case letters, digits and hyphens, such as vacation.')
const boardKinds = Object.keys(LEAVE_KINDS) as (keyof typeof LEAVE_KINDS)[]

/** A kind of time away, as a program names it. */
export const absenceKind = z.strictObject({
  code,
  name,
  /** What a leave of this kind is in the person's record. */
  leaveKind: z.enum(leaveKinds),
  /** What the board's policy takes it for. */
  boardKind: z.enum(boardKinds),
  /** Working days in an academic year for full time; null is no allowance. */
  allowanceDays: z.number().min(0).max(366).multipleOf(0.5, 'Give whole or half days.').nullable(),
  /** Where a level has another allowance. */
  byLevel: z
    .array(
      z.strictObject({
        level: z.string().min(1).max(60),
        allowanceDays: z.number().min(0).max(366).multipleOf(0.5, 'Give whole or half days.'),
      }),
    )
    .max(12)
    .refine((rows) => distinct(rows.map(({ level }) => level)), 'A level has its allowance twice.')
    .default([]),
  /** Days of the year before that may still be taken. */
  carryDays: z.number().min(0).max(366).multipleOf(0.5, 'Give whole or half days.'),
  countsTowardTraining: z.boolean(),
  /** Blackouts, limits and notice do not hold it back: illness and the like. */
  exempt: z.boolean(),
  /** May be reported from now on without anybody's approval. */
  callIn: z.boolean(),
  /** Who decided these figures, or where they stand. */
  source: z.string().max(300).default(''),
  /** Whether somebody of the program has confirmed these figures. */
  verified: z.boolean(),
})
export type AbsenceKind = z.infer<typeof absenceKind>

/** Days on which nobody, or nobody on a rotation, may be away. `firm`: it cannot be asked for; otherwise approvers are warned. */
export const blackout = z
  .strictObject({
    name,
    startOn: isoDate,
    endOn: isoDate,
    rotationId: z.string().max(60).nullable(),
    firm: z.boolean(),
  })
  .refine(({ startOn, endOn }) => startOn <= endOn, {
    path: ['endOn'],
    message: 'The last day comes before the first.',
  })

/** How many may be away at once, in the program, on a rotation or of a level. */
export const absenceLimit = z.strictObject({
  rotationId: z.string().max(60).nullable(),
  level: z.string().max(60).nullable().default(null),
  most: z.number().int().min(0).max(500),
  firm: z.boolean(),
})

export const approverRoles = ['chief', 'coordinator', 'director'] as const
export type ApproverRole = (typeof approverRoles)[number]

/** What a program has decided about time away. Data of the program: nothing of it is in code. */
export const absenceSettings = z.strictObject({
  kinds: z
    .array(absenceKind)
    .min(1, 'Keep at least one kind of time away.')
    .max(40)
    .refine((kinds) => distinct(kinds.map((kind) => kind.code)), 'Two kinds have the same code.'),
  /** Who approves, one after the other. */
  chain: z
    .array(z.enum(approverRoles))
    .min(1, 'Name at least one role that approves.')
    .max(3)
    .refine(distinct, 'A role stands in the chain once.'),
  /** Days ahead that a request should come. */
  noticeDays: z.number().int().min(0).max(366),
  blackouts: z.array(blackout).max(100),
  limits: z.array(absenceLimit).max(100),
  /** What a morning and an afternoon are, in minutes from midnight. */
  halfDays: z.strictObject({
    startMinute: z.number().int().min(0).max(1439),
    noonMinute: z.number().int().min(0).max(1439),
    endMinute: z.number().int().min(0).max(1439),
  }),
  /** Whether the board's budget of time off applies; null: where the definition's certificate is the board's. */
  boardBudget: z.boolean().nullable(),
  /** What trainees read before they ask. */
  remarks: note,
})
export type AbsenceSettings = z.infer<typeof absenceSettings>

const kind = (
  code: string,
  name: string,
  leaveKind: AbsenceKind['leaveKind'],
  boardKind: AbsenceKind['boardKind'],
  rest: Partial<AbsenceKind> = {},
): AbsenceKind => ({
  code,
  name,
  leaveKind,
  boardKind,
  allowanceDays: null,
  byLevel: [],
  carryDays: 0,
  countsTowardTraining: true,
  exempt: false,
  callIn: false,
  source: 'Usual figures, assumed',
  verified: false,
  ...rest,
})

/** What holds until a program has written its own; the figures are usual ones that nobody has confirmed. */
export const defaultSettings: AbsenceSettings = {
  kinds: [
    kind('vacation', 'Vacation', 'vacation', 'vacation', { allowanceDays: 20, carryDays: 5 }),
    kind('sick', 'Sick', 'medical', 'sick', { allowanceDays: 12, exempt: true, callIn: true }),
    kind('conference', 'Conference', 'educational', 'meeting', { allowanceDays: 5 }),
    kind('interview', 'Interview', 'other', 'interview', { allowanceDays: 5 }),
    kind('parental', 'Parental leave', 'parental', 'parental', { exempt: true, countsTowardTraining: false }),
    kind('caregiver', 'Caregiver leave', 'caregiver', 'caregiver', { exempt: true, countsTowardTraining: false }),
    kind('medical', 'Medical leave', 'medical', 'medical', { exempt: true, countsTowardTraining: false }),
    kind('bereavement', 'Bereavement', 'bereavement', 'bereavement', { allowanceDays: 5, exempt: true, callIn: true }),
    kind('education', 'Education', 'educational', 'research', { allowanceDays: 5 }),
    kind('other', 'Other', 'other', 'vacation'),
  ],
  chain: ['coordinator', 'director'],
  noticeDays: 30,
  blackouts: [],
  limits: [],
  halfDays: { startMinute: 8 * 60, noonMinute: 12 * 60, endMinute: 17 * 60 },
  boardBudget: null,
  remarks: '',
}
