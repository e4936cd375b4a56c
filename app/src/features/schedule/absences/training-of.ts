import type { Seat } from '../facts/year-facts.ts'
import type { Training } from './board.ts'
import { type TimeOff, takenOf } from './context.ts'
import { defaultSettings } from './settings.ts'

/** An appointment with all time off so far, as the end of training is reckoned from it. */
export const trainingOf = (context: TimeOff, seat: Seat): Training => ({
  seat,
  settings: context.policies.get(seat.programId)?.settings ?? defaultSettings,
  taken: takenOf(context, seat),
  pauses: context.careers.leaves.filter((leave) => !leave.countsTowardTraining),
  holidays: context.holidays,
  today: context.today,
})
