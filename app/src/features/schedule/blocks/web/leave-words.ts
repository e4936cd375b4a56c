import { leaveNames } from '../../../people/contract.ts'
import type { ScheduleView } from '../contract.ts'

type ShownKind = ScheduleView['leaves'][number]['kind']

/** The kind of a leave, or only that somebody is away. */
export const leaveWords = (kind: ShownKind): string => (kind === 'away' ? 'Away' : leaveNames[kind])
