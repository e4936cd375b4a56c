import { createContext, useContext } from 'react'

/** Somebody's days in the schedule on screen. */
export interface AskTarget {
  readonly appointmentId: string
  readonly personId: string
  readonly personName: string
  readonly programId: string
  readonly startOn: string
  readonly endOn: string
  /** What stands there, for the title. */
  readonly rotationKey: string | null
}

/** Opens the questions about somebody's days; null where the schedule on screen cannot be asked about. */
export const AskContext = createContext<((target: AskTarget) => void) | null>(null)
export const useAsk = (): ((target: AskTarget) => void) | null => useContext(AskContext)
