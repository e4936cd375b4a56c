import type { preferenceDeadline } from '../features/schedule/scenarios/preferences/schema.ts'
import type { preference, Wish } from '../features/schedule/scenarios/schema.ts'
import { type Cast, currentYear, demoId } from './cast.ts'

type PreferenceRow = typeof preference.$inferInsert

const favourites: Record<string, readonly string[]> = {
  dr: ['neuroradiology', 'musculoskeletal', 'chest', 'ultrasound', 'mammography'],
  cir: ['interventional-radiology', 'body-ct'],
}

const nextYear = currentYear + 1

/** What some residents would like in the coming year, and what most of them had wished for this one. */
export function demoPreferences(
  cast: Cast,
  programIds: ReadonlyMap<string, string>,
  institutionId: string,
): PreferenceRow[] {
  const residents = cast.appointments.filter(({ program }) => program in favourites)
  const likedBy = (program: string, place: number): string => {
    const liked = favourites[program]!
    return liked[place % liked.length]!
  }
  const wish = (program: string, rotationId: string, rank: number, month: string | null): Wish => ({
    programId: programIds.get(program)!,
    rotationId,
    startOn: month === null ? null : `${month}-01`,
    endOn: month === null ? null : `${month}-28`,
    rank,
  })
  const coming = residents
    .filter(({ startOn }) => startOn >= '2024-01-01' && startOn < `${nextYear}-01-01`)
    .filter((_, index) => index % 2 === 0)
    .map(({ personKey, program }, index) => ({
      institutionId,
      personId: demoId(personKey),
      startYear: nextYear,
      wishes: [
        wish(program, likedBy(program, index), 1, `${nextYear}-10`),
        wish(program, likedBy(program, index + 1), 2, `${nextYear + 1}-02`),
      ],
      weeks:
        index % 3 === 0 ? [{ startOn: `${nextYear}-12-20`, endOn: `${nextYear}-12-26`, kind: 'off' as const }] : [],
    }))
  const current = residents
    .filter(({ startOn, endOn }) => startOn <= `${currentYear}-07-01` && endOn >= `${nextYear}-01-01`)
    .filter((_, index) => index % 8 !== 5)
    .map(({ personKey, program }, index) => ({
      institutionId,
      personId: demoId(personKey),
      startYear: currentYear,
      wishes: [
        wish(program, likedBy(program, index), 1, null),
        wish(program, likedBy(program, index + 2), 2, `${currentYear}-${10 + (index % 3)}`),
        wish(program, likedBy(program, index + 3), -1, `${currentYear}-12`),
      ],
    }))
  return [...coming, ...current]
}

/** Residents answer until the end of November; the fellowships have set no day yet. */
export const demoDeadlines = (
  programIds: ReadonlyMap<string, string>,
  institutionId: string,
): (typeof preferenceDeadline.$inferInsert)[] =>
  ['dr', 'cir'].map((program) => ({
    institutionId,
    programId: programIds.get(program)!,
    startYear: nextYear,
    dueOn: `${currentYear}-11-30`,
    version: 1,
  }))
