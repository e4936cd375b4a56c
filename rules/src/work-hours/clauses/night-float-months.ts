import { academicYearOf } from '../../academic-year.ts'
import { amountOf, compareAmounts, toNumber } from '../../amount.ts'
import { addMonths, type DateRange } from '../../dates.ts'
import { measure } from '../../measure.ts'
import { mergeRanges, overlap } from '../../ranges.ts'
import { formatAmount, formatDay, formatRange } from '../../wording.ts'
import { policyCitation, type EventRule } from '../rule.ts'
import type { Policy } from '../settings.ts'

/**
 * Months of night float in a row, in an academic year, and between two stays: review committees may set them. All are off
 * until the settings give a figure, and advice only.
 * Source: the settings, each with its own.
 */
export const nightFloatMonths: EventRule = ({ trainee, settings }) => {
  const { maxConsecutiveNightFloatMonths, maxNightFloatMonthsPerYear, minMonthsBetweenNightFloat } = settings.policies
  const stays = mergeRanges(trainee.stints.filter(({ isNightFloat }) => isNightFloat))
  return [
    ...stays.flatMap((stay) => tooMuch([stay], maxConsecutiveNightFloatMonths, 'in a row')),
    ...byYear(stays).flatMap((ranges) => tooMuch(ranges, maxNightFloatMonthsPerYear, 'in an academic year')),
    ...stays.flatMap((stay, index) => tooSoon(stays[index - 1], stay, minMonthsBetweenNightFloat)),
  ].flatMap(({ days, sentence, ...figures }) =>
    overlap(days, trainee.horizon)
      ? [
          {
            ruleId: 'WH-NF' as const,
            severity: 'warning' as const,
            sentence: `${trainee.label} ${sentence}`,
            unit: 'months' as const,
            personId: trainee.id,
            startOn: days.startOn,
            endOn: days.endOn,
            ...figures,
          },
        ]
      : [],
  )
}

function byYear(stays: readonly DateRange[]): DateRange[][] {
  const years = new Map<number, DateRange[]>()
  for (const stay of stays) {
    for (let { startOn } = stay; startOn <= stay.endOn; ) {
      const year = academicYearOf(startOn)
      const part = { startOn, endOn: Math.min(stay.endOn, year.endOn) }
      years.set(year.startYear, [...(years.get(year.startYear) ?? []), part])
      startOn = year.endOn + 1
    }
  }
  return [...years.values()]
}

function tooMuch(ranges: readonly DateRange[], policy: Policy<number | null>, within: string) {
  if (policy.value === null) return []
  const months = measure(ranges, 'months', { kind: 'months' })
  if (compareAmounts(months, amountOf(policy.value)) <= 0) return []
  const days = { startOn: ranges[0]!.startOn, endOn: ranges.at(-1)!.endOn }
  const limit = formatAmount(amountOf(policy.value), 'months')
  return [
    {
      days,
      sentence: `is on night float for ${formatAmount(months, 'months')} ${within}, ${formatRange(days)}; ${limit} are allowed.`,
      citation: policyCitation(policy, `At most ${limit} of night float ${within}.`),
      measured: toNumber(months),
      limit: policy.value,
    },
  ]
}

function tooSoon(before: DateRange | undefined, stay: DateRange, policy: Policy<number | null>) {
  if (!before || policy.value === null || stay.startOn >= addMonths(before.endOn + 1, policy.value)) return []
  const between = measure([{ startOn: before.endOn + 1, endOn: stay.startOn - 1 }], 'months', { kind: 'months' })
  const limit = formatAmount(amountOf(policy.value), 'months')
  return [
    {
      days: stay,
      sentence: `is back on night float on ${formatDay(stay.startOn)}, ${formatAmount(between, 'months')} after the last; ${limit} come between.`,
      citation: policyCitation(policy, `At least ${limit} between two stays on night float.`),
      measured: toNumber(between),
      limit: policy.value,
    },
  ]
}
