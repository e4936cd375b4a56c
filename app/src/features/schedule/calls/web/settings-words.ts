import type { PoolView } from '../contract.ts'
import type { PoolPage } from './pools-page.tsx'

/** The rules of a pool as sentences, so that a chief can read what the solver is told. */
export function settingsInWords({ settings, programIds }: PoolView, page: PoolPage): string {
  const rotations = new Map(
    page.programs
      .filter(({ id }) => programIds.includes(id))
      .flatMap((program) => program.rotations.map((one) => [one.id, one.label])),
  )
  const named = (ids: readonly string[]): string => ids.map((id) => rotations.get(id) ?? id).join(', ')
  const sentences = [
    settings.levels === null ? 'Every level.' : `Levels ${settings.levels.join(', ')}.`,
    settings.monthsOfTraining === null ? '' : `After ${settings.monthsOfTraining} months of training.`,
    settings.privileges.length === 0 ? '' : `Holders of ${settings.privileges.join(', ')}.`,
    settings.rotations === null ? '' : `Only while on ${named(settings.rotations)}.`,
    settings.exceptRotations.length === 0 ? '' : `Not while on ${named(settings.exceptRotations)}.`,
    settings.exceptOffSite ? 'Not while away from here.' : '',
    settings.spacingDays === null ? '' : `Every ${settings.spacingDays} days at most.`,
    settings.maxPerWeek === null ? '' : `At most ${settings.maxPerWeek} a week.`,
    settings.maxPerMonth === null ? '' : `At most ${settings.maxPerMonth} a month.`,
    settings.postCallDay ? 'No other duty on the day after.' : '',
    settings.weekendShape === 'saturday-sunday'
      ? 'Saturday and Sunday by the same person where possible.'
      : settings.weekendShape === 'friday-sunday'
        ? 'Friday and Sunday by the same person where possible.'
        : '',
    settings.nightRun === null
      ? ''
      : `Nights in a row: ${settings.nightRun.min ?? 1} to ${settings.nightRun.max ?? 'any number'}, then ${settings.nightRun.daysOff ?? 0} days free.`,
    settings.pairing === null
      ? ''
      : `${settings.pairing.juniorLevels.join(', ')} only beside ${settings.pairing.seniorLevels.join(', ')}.`,
    settings.daysBeforeLeave === 0
      ? ''
      : `Not within ${settings.daysBeforeLeave} ${settings.daysBeforeLeave === 1 ? 'day' : 'days'} before a leave.`,
    settings.togetherWith.length === 0
      ? ''
      : `May be held on one day with ${settings.togetherWith.map((id) => page.pools.find((pool) => pool.id === id)?.name ?? 'a pool put away').join(', ')}.`,
    settings.swapsNeedApproval ? 'Swaps need an approval.' : '',
  ]
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
