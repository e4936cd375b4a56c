import { MONTH_NAMES } from '@gradus/rules'

/** `2015-07-01` as `1 July 2015`, `2014-09` as `September 2014`, `2016` as it is. */
export const dateWords = (date: string): string => {
  const [year, month, day] = date.split('-')
  const words = [
    day === undefined ? null : Number(day),
    month === undefined ? null : MONTH_NAMES[Number(month) - 1],
    year,
  ]
  return words.filter((word) => word !== null && word !== undefined).join(' ')
}
