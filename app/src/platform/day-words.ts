import { SHORT_MONTH_NAMES } from '@gradus/rules'

/** "6 Jul 2026", for sentences. */
export const dayWords = (iso: string): string =>
  `${Number(iso.slice(8, 10))} ${SHORT_MONTH_NAMES[Number(iso.slice(5, 7)) - 1] ?? ''} ${iso.slice(0, 4)}`
