import { type DateRange, mergeRanges, overlap, subtract } from '@gradus/rules'

/** Something that holds people: a rotation, a shared room or a site. */
export interface Place {
  readonly key: string
  readonly label: string
  readonly kind: 'rotation' | 'room' | 'site'
  readonly min: number | null
  readonly max: number | null
}

/** A person at a place. */
export interface Stay extends DateRange {
  readonly placeKey: string
  readonly personId: string
}

export interface Coverage extends Place {
  /** For each week, the fewest and the most people present on one of its days. */
  readonly low: number[]
  readonly high: number[]
}

interface Held {
  readonly key: string
  readonly roomId: string | null
  readonly siteName: string | null
}

/** The keys of the places that somebody on a rotation fills. */
export const placeKeysOf = ({ key, roomId, siteName }: Held): string[] => [
  key,
  ...(roomId === null ? [] : [`room:${roomId}`]),
  ...(siteName === null ? [] : [`site:${siteName}`]),
]

/**
 * The sites of rotations. At least as many people as its rooms and rotations need together, at most as many as they can take together;
 * without a limit where one of them has none.
 */
export function sitesOf(
  rotations: readonly Held[],
  limitsOf: (placeKey: string) => { readonly min: number | null; readonly max: number | null } | undefined,
): Place[] {
  const members = new Map<string, Set<string>>()
  for (const { key, roomId, siteName } of rotations) {
    if (siteName === null) continue
    const held = members.get(siteName) ?? new Set()
    members.set(siteName, held.add(roomId === null ? key : `room:${roomId}`))
  }
  return [...members].map(([siteName, keys]) => {
    const limits = [...keys].map((key) => limitsOf(key))
    const sum = (pick: 'min' | 'max'): number => limits.reduce((total, each) => total + (each?.[pick] ?? 0), 0)
    const isLimited = limits.every((each) => each !== undefined && each.max !== null)
    return {
      key: `site:${siteName}`,
      label: siteName,
      kind: 'site' as const,
      min: sum('min') || null,
      max: isLimited ? sum('max') : null,
    }
  })
}

/**
 * How many people are at each place, week by week. Each stay adds one at its first day and takes one away after its last, so the work
 * grows with stays plus days, not with their product. A person counts once however many assignments bring them there.
 */
export function coverageOf(
  places: readonly Place[],
  stays: readonly Stay[],
  awayOf: ReadonlyMap<string, readonly DateRange[]>,
  weeks: readonly DateRange[],
): Coverage[] {
  const first = weeks[0]
  const last = weeks.at(-1)
  if (first === undefined || last === undefined) return []
  const year = { startOn: first.startOn, endOn: last.endOn }
  const steps = new Map(places.map(({ key }) => [key, new Int32Array(year.endOn - year.startOn + 2)]))
  const rangesOf = new Map<string, { stay: Stay; ranges: DateRange[] }>()
  for (const stay of stays) {
    const key = `${stay.placeKey} ${stay.personId}`
    const entry = rangesOf.get(key)
    if (entry) entry.ranges.push(stay)
    else rangesOf.set(key, { stay, ranges: [stay] })
  }
  for (const { stay, ranges } of rangesOf.values()) {
    const changes = steps.get(stay.placeKey)
    if (changes === undefined) continue
    const away = awayOf.get(stay.personId) ?? []
    for (const range of mergeRanges(ranges).flatMap((each) => subtract(each, away))) {
      const days = overlap(range, year)
      if (days === null) continue
      changes[days.startOn - year.startOn]! += 1
      changes[days.endOn + 1 - year.startOn]! -= 1
    }
  }
  return places.map((place) => ({ ...place, ...lowAndHigh(steps.get(place.key)!, weeks) }))
}

function lowAndHigh(changes: Int32Array, weeks: readonly DateRange[]): { low: number[]; high: number[] } {
  const low: number[] = []
  const high: number[] = []
  let present = 0
  let day = 0
  for (const { startOn, endOn } of weeks) {
    let fewest = Infinity
    let most = 0
    for (let left = endOn - startOn + 1; left > 0; left -= 1) {
      present += changes[day]!
      day += 1
      fewest = Math.min(fewest, present)
      most = Math.max(most, present)
    }
    low.push(fewest)
    high.push(most)
  }
  return { low, high }
}
