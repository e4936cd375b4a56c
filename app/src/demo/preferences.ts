import type { preference } from '../features/schedule/scenarios/schema.ts'
import { type Cast, demoId } from './cast.ts'

type PreferenceRow = typeof preference.$inferInsert

/** What some residents and fellows would like in the coming year. */
export function demoPreferences(
  cast: Cast,
  programIds: ReadonlyMap<string, string>,
  institutionId: string,
): PreferenceRow[] {
  const favourites: Record<string, readonly string[]> = {
    dr: ['neuroradiology', 'musculoskeletal', 'chest', 'ultrasound', 'mammography'],
    cir: ['interventional-radiology', 'body-ct'],
  }
  return cast.appointments
    .filter(({ program, startOn }) => program in favourites && startOn >= '2024-01-01' && startOn < '2027-01-01')
    .filter((_, index) => index % 2 === 0)
    .map(({ personKey, program }, index) => {
      const liked = favourites[program]!
      const wish = (rotationId: string, rank: number, month: string) => ({
        programId: programIds.get(program)!,
        rotationId,
        startOn: `${month}-01`,
        endOn: `${month}-28`,
        rank,
      })
      return {
        institutionId,
        personId: demoId(personKey),
        startYear: 2027,
        wishes: [
          wish(liked[index % liked.length]!, 1, '2027-10'),
          wish(liked[(index + 1) % liked.length]!, 2, '2028-02'),
        ],
      }
    })
}
