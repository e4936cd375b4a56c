/**
 * The twelve rotation tints. Neighbours in the list differ in lightness as well as in hue, so that they can be told apart with any
 * colour vision; a tint is never the only sign, the rotation's code always stands in it.
 * `fill` is the surface, `line` its edge and `ink` the text on it.
 */
export interface Tint {
  readonly fill: string
  readonly line: string
  readonly ink: string
}

type Rgb = readonly [number, number, number]

/** OKLCH to sRGB (Björn Ottosson, 2020), clipped to the gamut: equal lightness looks equal, unlike HSL. */
export function oklch(lightness: number, chroma: number, hueDegrees: number): string {
  const hue = (hueDegrees * Math.PI) / 180
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear: Rgb = [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
  const bytes = linear.map((value) => {
    const shown = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
    return Math.round(Math.min(1, Math.max(0, shown)) * 255)
  })
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** Hue in degrees and a step of lightness (0 pale, 1 middle, 2 deep) for each place of the palette. */
const places: readonly (readonly [hue: number, step: 0 | 1 | 2])[] = [
  [240, 1],
  [75, 0],
  [155, 2],
  [20, 1],
  [300, 2],
  [195, 0],
  [105, 1],
  [345, 0],
  [260, 2],
  [50, 2],
  [135, 0],
  [320, 1],
]

const light = (hue: number, step: number): Tint => ({
  fill: oklch(0.94 - step * 0.065, 0.05 + step * 0.018, hue),
  line: oklch(0.66 - step * 0.06, 0.09, hue),
  ink: oklch(0.27, 0.05, hue),
})

const dark = (hue: number, step: number): Tint => ({
  fill: oklch(0.31 + step * 0.055, 0.05 + step * 0.012, hue),
  line: oklch(0.55 + step * 0.05, 0.08, hue),
  ink: oklch(0.96, 0.02, hue),
})

export const lightTints: readonly Tint[] = places.map(([hue, step]) => light(hue, step))
export const darkTints: readonly Tint[] = places.map(([hue, step]) => dark(hue, step))

/** CSS custom properties `--tint-0-fill` … `--tint-11-ink`. */
export function tintVariables(tints: readonly Tint[]): Record<string, string> {
  return Object.fromEntries(
    tints.flatMap((tint, place) => [
      [`--tint-${place}-fill`, tint.fill],
      [`--tint-${place}-line`, tint.line],
      [`--tint-${place}-ink`, tint.ink],
    ]),
  )
}

/** The custom properties of one palette place, for the `style` of an element that draws it. */
export const tintOf = (place: number): Tint => ({
  fill: `var(--tint-${place % 12}-fill)`,
  line: `var(--tint-${place % 12}-line)`,
  ink: `var(--tint-${place % 12}-ink)`,
})
