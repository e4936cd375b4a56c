import { dayOf, isoOf, listOf, plural } from '@gradus/rules'
import { AppError } from '../../contract/app-error.ts'
import { scopeOf } from '../../contract/permission.ts'
import type { Actor } from '../../contract/roles.ts'
import type { RouteAnswer } from '../../contract/route.ts'
import { dayWords } from '../../platform/day-words.ts'
import type { Guard } from '../../platform/http/guard.ts'
import type { Platform } from '../../platform/platform.ts'
import { programsOf, todayOf } from '../programs/index.ts'
import { unconfirmedWeeks } from './facts.ts'
import { judgedHours } from './judge.ts'
import type { getHourSummary } from './oversight-contract.ts'
import { rotationRows } from './overview.ts'
import { overseeHours } from './policy.ts'
import { rangeAsked } from './reach.ts'
import { settingsOf } from './settings-store.ts'
import { toldBetween } from './telling-store.ts'

/** Fewer than so many trainees behind a figure, and it would tell of somebody. */
const fewestBehind = 3

type Summary = RouteAnswer<typeof getHourSummary>

/** Hours without anybody's hours: rotation by rotation, and who is late. */
export async function hourSummary(
  platform: Platform,
  guard: Guard,
  actor: Actor,
  asked: { readonly startOn?: string | undefined; readonly endOn?: string | undefined },
): Promise<Summary> {
  const db = platform.database.drizzle
  const { institutionId } = actor
  const { programIds: scope } = guard.scope()
  const office = scopeOf(actor, overseeHours).programIds
  const settings = await settingsOf(db, institutionId, scope)
  const programIds = scope.filter((id) => office.includes(id) || settings(id).settings.chiefsSeeSummary.value)
  if (programIds.length === 0)
    throw new AppError(
      'not-allowed',
      'The program does not show its chiefs how the hours are. Its director can change that.',
    )
  const today = await todayOf(platform, institutionId)
  const range = rangeAsked(asked, today)
  const hours = await judgedHours(db, {
    institutionId,
    range,
    draftThroughOn: Math.min(range.endOn, dayOf(today)),
    whose: { programIds },
    now: platform.now(),
  })
  const days = { startOn: isoOf(range.startOn), endOn: isoOf(range.endOn) }
  const told = await toldBetween(db, institutionId, { programIds, ...days })
  const programs = await programsOf(db, institutionId, programIds)
  const rows = rotationRows(hours, told, new Map(programs.map(({ id, name }) => [id, name])))
  const late = hours.people.flatMap((person) => {
    const weeks = unconfirmedWeeks(person, hours, hours.institution.timeZone)
    return weeks.length === 0 ? [] : [{ person, weeks: weeks.map(isoOf) }]
  })
  return {
    ...days,
    today,
    answer: answerOf(rows, late.length, days),
    openProgramIds: programIds.filter((id) => office.includes(id) || settings(id).settings.chiefsSeeHours.value),
    programs: programs.map(({ id, name }) => ({
      programId: id,
      programName: name,
      trainees: hours.people.filter((person) => person.programIds.includes(id)).length,
      late: late
        .filter(({ person }) => person.programIds.includes(id))
        .map(({ person, weeks }) => ({ personName: person.personName, weeks })),
      rotations: rows
        .filter(({ programId }) => programId === id)
        .map(({ rotationId, rotationName, trainees, mean, violations, causes }) => {
          const tellers = new Set(
            told.filter((row) => row.programId === id && row.rotationId === rotationId).map(({ personId }) => personId),
          )
          const isFew = trainees < fewestBehind
          return {
            rotationId,
            rotationName,
            trainees,
            mean: isFew ? null : mean,
            violations: isFew ? null : violations,
            causes: tellers.size > 0 && tellers.size < fewestBehind ? null : causes,
          }
        }),
    })),
  }
}

function answerOf(
  rows: ReturnType<typeof rotationRows>,
  late: number,
  { startOn, endOn }: { readonly startOn: string; readonly endOn: string },
): string {
  const broken = rows.filter((row) => row.trainees >= fewestBehind && row.violations > 0)
  const names = listOf(broken.map(({ rotationName }) => rotationName))
  const rules =
    broken.length === 0 ? 'No rule was broken on a rotation of several trainees' : `Rules were broken on ${names}`
  const confirmed =
    late === 0
      ? 'everybody has confirmed'
      : `${plural(late, 'trainee')} ${late === 1 ? 'has' : 'have'} a week to confirm`
  return `${rules} from ${dayWords(startOn)} to ${dayWords(endOn)}; ${confirmed}.`
}
