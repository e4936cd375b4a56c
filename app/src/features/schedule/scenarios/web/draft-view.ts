import type { RouteAnswer } from '../../../../contract/route.ts'
import type { getScenario } from '../contract.ts'

/** A draft as the server tells it. */
export type DraftView = RouteAnswer<typeof getScenario>
