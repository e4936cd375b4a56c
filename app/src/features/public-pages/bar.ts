import { lengthWords, listWords, type TimeUnit } from '../curriculum/index.ts'
import type { Bar, Segment } from './composition.ts'
import { type Html, html } from './html.ts'

const HEIGHT = 44
/** A code needs about this share of the bar to be read on a wide screen, and twice as much on a phone. */
const WIDE_SHARE = 0.055
const PHONE_SHARE = 0.16

const percent = (share: number): string => `${Math.round(share * 100_000) / 1000}%`

const segmentMarkup = (segment: Segment, start: number): Html => {
  const size = segment.share >= PHONE_SHARE ? 'code' : 'code code-wide'
  return html`<svg x="${percent(start)}" y="0" width="${percent(segment.share)}" height="${HEIGHT}">
<rect class="tint-${segment.tint}" width="100%" height="100%"></rect>
${segment.share >= WIDE_SHARE ? html`<text class="${size}" x="50%" y="${HEIGHT / 2}">${segment.code}</text>` : null}
</svg>`
}

/** A year as one bar, its parts as wide as they are long. The words beneath say the same for those who cannot see it. */
export const barPicture = ({ label, unit, segments }: Bar): Html => {
  const starts = segments.map((_, index) => segments.slice(0, index).reduce((sum, { share }) => sum + share, 0))
  const words = segments.map((segment) => `${segment.label} ${lengthWords(segment.amount, unit as TimeUnit)}`)
  return html`<figure class="bar">
<figcaption><strong>${label}</strong>: ${listWords(words)}.</figcaption>
<svg class="picture" role="img" aria-label="${label}: ${listWords(words)}" width="100%" height="${HEIGHT}">
${segments.map((segment, index) => segmentMarkup(segment, starts[index] ?? 0))}
</svg>
</figure>`
}
