import { z } from 'zod'
import { id, isoDate, note, version } from '../../../contract/fields.ts'
import { route } from '../../../contract/route.ts'
import { decideSwaps, offerSwaps, repairCalls } from './policy.ts'

export const swapKinds = ['swap', 'give-away', 'open'] as const
export const swapStates = ['open', 'accepted', 'done', 'declined', 'cancelled', 'expired', 'overtaken'] as const

const instant = z.iso.datetime({ error: 'Give a time with its zone, such as 2026-11-18T22:00:00Z.' })

const callView = z.object({
  assignmentId: id,
  poolName: z.string(),
  poolCode: z.string(),
  tint: z.number().int(),
  shiftName: z.string(),
  onDay: isoDate,
  startAt: z.string(),
  endAt: z.string(),
  timeZone: z.string(),
})
export type CallView = z.infer<typeof callView>

const offerView = z.object({
  id,
  kind: z.enum(swapKinds),
  state: z.enum(swapStates),
  call: callView,
  /** Only from here on; null is the whole call. */
  fromAt: z.string().nullable(),
  ownerId: id,
  ownerName: z.string(),
  partnerId: id.nullable(),
  partnerName: z.string().nullable(),
  returned: callView.nullable(),
  note: z.string(),
  expiresAt: z.string(),
  acceptedByName: z.string().nullable(),
  /** What was said at the end. */
  sentence: z.string().nullable(),
  version,
  abilities: z.object({ accept: z.boolean(), decline: z.boolean(), cancel: z.boolean(), decide: z.boolean() }),
  /** Why the reader may not take it, in one line; null when they may or it is not theirs to take. */
  barred: z.string().nullable(),
})
export type OfferView = z.infer<typeof offerView>

export const myCalls = route({
  id: 'swaps.my-calls',
  method: 'get',
  path: '/api/swaps/my-calls',
  summary: 'My published calls to come, with what may be done with them',
  access: offerSwaps,
  answer: z.object({
    now: z.string(),
    calls: z.array(
      callView.extend({
        needsApproval: z.boolean(),
        /** Why it can no longer be handed on; null while it can. */
        closed: z.string().nullable(),
        /** The offer that waits for an answer. */
        offer: offerView.nullable(),
      }),
    ),
  }),
})

const partner = z.object({
  personId: id,
  personName: z.string(),
  /** What they would give in return. */
  returned: callView.nullable(),
  /** How their share of points stands, in words. */
  fairness: z.string(),
  warnings: z.array(z.string()),
})
export type Partner = z.infer<typeof partner>

export const swapPartners = route({
  id: 'swaps.partners',
  method: 'get',
  path: '/api/swaps/partners',
  summary: 'Who may legally take one of my calls, the fairest first; for a swap with the calls they could give',
  access: offerSwaps,
  query: z.object({
    assignmentId: id,
    kind: z.enum(['swap', 'give-away']),
    fromAt: instant.optional(),
  }),
  answer: z.object({ partners: z.array(partner), considered: z.number().int(), sentence: z.string() }),
})

export const listSwaps = route({
  id: 'swaps.list',
  method: 'get',
  path: '/api/swaps',
  summary: 'Offers I made or got, and the open ones of my pools',
  access: offerSwaps,
  answer: z.object({ toMe: z.array(offerView), mine: z.array(offerView), market: z.array(offerView) }),
})

export const offerSwap = route({
  id: 'swaps.offer',
  method: 'post',
  path: '/api/swaps',
  summary: 'Offer one of my calls: to somebody, for one of theirs, or to whoever may take it first',
  access: offerSwaps,
  body: z.object({
    kind: z.enum(swapKinds),
    assignmentId: id,
    fromAt: instant.optional(),
    partnerId: id.optional(),
    returnAssignmentId: id.optional(),
    /** Without it, the offer stands until the call begins. */
    expiresAt: instant.optional(),
    note: note.default(''),
  }),
  answer: z.object({ id }),
  status: 201,
})

const offerParams = z.object({ offerId: id })
const answered = z.object({ state: z.enum(swapStates), version, sentence: z.string() })
const decision = z.object({ expectedVersion: version, sentence: note.default('') })

export const acceptSwap = route({
  id: 'swaps.accept',
  method: 'post',
  path: '/api/swaps/:offerId/acceptance',
  summary: 'Take an offered call; the first who may has it',
  access: offerSwaps,
  params: offerParams,
  body: z.object({ expectedVersion: version }),
  answer: answered,
})

export const declineSwap = route({
  id: 'swaps.decline',
  method: 'post',
  path: '/api/swaps/:offerId/refusal',
  summary: 'Say no to an offer that was made to me',
  access: offerSwaps,
  params: offerParams,
  body: decision,
  answer: answered,
})

export const cancelSwap = route({
  id: 'swaps.cancel',
  method: 'post',
  path: '/api/swaps/:offerId/cancellation',
  summary: 'Take back an offer of mine',
  access: offerSwaps,
  params: offerParams,
  body: z.object({ expectedVersion: version }),
  answer: answered,
})

export const swapApprovals = route({
  id: 'swaps.approvals',
  method: 'get',
  path: '/api/swaps/approvals',
  summary: 'Swaps of my programs that wait for an approval',
  access: decideSwaps,
  answer: z.object({ waiting: z.array(offerView) }),
})

export const decideSwap = route({
  id: 'swaps.decide',
  method: 'post',
  path: '/api/swaps/:offerId/decision',
  summary: 'Approve or decline a swap that both sides agreed to',
  access: decideSwaps,
  params: offerParams,
  body: decision.extend({ approve: z.boolean() }),
  answer: answered,
})

const repairCall = z.object({
  poolId: id,
  shiftId: id,
  onDay: isoDate,
  personId: id,
  startAt: instant.optional(),
  endAt: instant.optional(),
})
const repairPart = z.object({
  scheduleId: id,
  expectedVersion: version,
  remove: z.array(id).max(200),
  add: z.array(repairCall).max(200),
})

const repairView = z.object({
  /** How many published calls change besides the absent person's. */
  changeCount: z.number().int(),
  called: z.array(z.object({ personId: id, personName: z.string(), fairness: z.string() })),
  sentences: z.array(z.string()),
  unfilled: z.array(z.string()),
  violations: z.array(z.string()),
  warnings: z.array(z.string()),
  parts: z.array(repairPart),
})
export type RepairView = z.infer<typeof repairView>

export const repairPeople = route({
  id: 'calls.repair-people',
  method: 'get',
  path: '/api/calls/repairs/people',
  summary: 'Whose published call to come could need somebody else',
  access: repairCalls,
  answer: z.object({
    now: z.string(),
    timeZone: z.string(),
    people: z.array(
      z.object({
        personId: id,
        personName: z.string(),
        nextAt: z.string(),
        nextEndAt: z.string(),
        /** Their leave that collides with a call, first day to last. */
        awayOn: z.object({ startOn: isoDate, endOn: isoDate, fromAt: z.string(), untilAt: z.string() }).nullable(),
      }),
    ),
  }),
})

export const proposeRepairs = route({
  id: 'calls.repairs',
  method: 'post',
  path: '/api/calls/repairs',
  summary: 'Up to five ways to cover the call of who is out, the one with the fewest changes first. Nothing is stored',
  access: repairCalls,
  body: z.object({ personId: id, fromAt: instant, untilAt: instant }),
  answer: z.object({
    personName: z.string(),
    calls: z.array(callView),
    repairs: z.array(repairView),
    milliseconds: z.number().int(),
  }),
})

export const applyRepair = route({
  id: 'calls.repair',
  method: 'post',
  path: '/api/calls/repairs/applied',
  summary: 'Make one of the proposals the published call, and tell everybody it concerns',
  access: repairCalls,
  body: z.object({
    personId: id,
    parts: z.array(repairPart).min(1).max(20),
    reason: note.default(''),
  }),
  answer: z.object({ notified: z.number().int(), sentences: z.array(z.string()) }),
})
