import { describe, expect, it } from 'vitest'
import { accent, darkSurfaces, lightSurfaces } from './theme.ts'
import { darkTints, lightTints, oklch } from './tints.ts'

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
const linear = (hex: string) => channels(hex).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = linear(hex)
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue
  }
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe('the palette', () => {
  it('writes white and black as they are', () => {
    expect(oklch(1, 0, 0)).toBe('#ffffff')
    expect(oklch(0, 0, 0)).toBe('#000000')
  })

  it.each([
    ['light', lightTints],
    ['dark', darkTints],
  ])('has twelve different %s tints whose text is readable', (_, tints) => {
    expect(new Set(tints.map((tint) => tint.fill)).size).toBe(12)
    for (const tint of tints) expect(contrast(tint.ink, tint.fill)).toBeGreaterThanOrEqual(7)
  })

  it.each([
    ['light', lightTints, lightSurfaces['--surface']],
    ['dark', darkTints, darkSurfaces['--surface']],
  ])('draws %s edges that stand out from the surface', (_, tints, surface) => {
    for (const tint of tints) expect(contrast(tint.line, surface)).toBeGreaterThanOrEqual(2.4)
  })
})

describe('the theme', () => {
  it('keeps text readable on filled and on dark surfaces', () => {
    expect(contrast(accent[7], '#ffffff')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(accent[8], '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['light', lightSurfaces],
    ['dark', darkSurfaces],
  ])('keeps every %s text colour at 4.5:1 on every surface it may stand on', (_, colours) => {
    for (const surface of ['--surface', '--surface-sunken', '--surface-raised', '--accent-soft'] as const)
      for (const text of ['--text', '--text-quiet', '--accent-text'] as const)
        expect(contrast(colours[text], colours[surface]), `${text} on ${surface}`).toBeGreaterThanOrEqual(4.5)
    for (const status of ['good', 'fair', 'care', 'bad'] as const)
      for (const surface of [`--${status}-soft`, '--surface', '--surface-raised', '--surface-sunken'] as const)
        expect(contrast(colours[`--${status}`], colours[surface]), `${status} on ${surface}`).toBeGreaterThanOrEqual(
          4.5,
        )
  })
})
