/** Notices of one day of the viewer, under the words for that day. */
export interface Day<T> {
  readonly on: string
  readonly items: readonly T[]
}

/** Keeps the order; a day begins at midnight in the zone. */
export function byDay<T extends { readonly at: string }>(items: readonly T[], timeZone: string | undefined): Day<T>[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const days: { on: string; items: T[] }[] = []
  for (const item of items) {
    const on = format.format(new Date(item.at))
    const last = days.at(-1)
    if (last?.on === on) last.items.push(item)
    else days.push({ on, items: [item] })
  }
  return days
}
