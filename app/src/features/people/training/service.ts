import { isoOf } from '@gradus/rules'
import type { RouteAnswer } from '../../../contract/route.ts'
import type { Platform } from '../../../platform/platform.ts'
import { endOfTraining } from '../../schedule/absences/board.ts'
import { personContext } from '../../schedule/absences/context.ts'
import { trainingOf } from '../../schedule/absences/training-of.ts'
import type { getTraining } from './contract.ts'

/** The expected end of each appointment that counts, as a request for time away would tell it. */
export async function trainingEnds(
  platform: Platform,
  institutionId: string,
  personId: string,
): Promise<RouteAnswer<typeof getTraining>> {
  const context = await personContext(platform, institutionId, personId)
  return {
    appointments: context.careers.seats
      .toSorted((a, b) => a.startOn - b.startOn)
      .map((seat) => {
        const { endOn, sentence, isReckoned } = endOfTraining(trainingOf(context, seat))
        return { appointmentId: seat.id, expectedOn: isoOf(endOn), sentence, isReckoned }
      }),
  }
}
