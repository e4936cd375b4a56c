import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { darkTints, lightTints, oklch, tintVariables } from './tints.ts'

const shades = (hue: number, chroma: number): MantineColorsTuple => {
  const pale = (lightness: number, share: number) => oklch(lightness, chroma * share, hue)
  const full = (lightness: number) => oklch(lightness, chroma, hue)
  return [
    pale(0.97, 0.35),
    pale(0.93, 0.55),
    pale(0.87, 0.75),
    full(0.8),
    full(0.73),
    full(0.65),
    full(0.56),
    full(0.45),
    full(0.38),
    full(0.31),
  ]
}

/** Shades 7 and 8 carry white text in both schemes (tested). */
export const accent = shades(215, 0.085)

/** Neutral shades for dark surfaces with the hue of the accent, from text (0) to the deepest surface (9). */
const dark: MantineColorsTuple = [
  oklch(0.9, 0.008, 225),
  oklch(0.8, 0.01, 225),
  oklch(0.68, 0.012, 225),
  oklch(0.5, 0.014, 225),
  oklch(0.4, 0.016, 225),
  oklch(0.33, 0.016, 225),
  oklch(0.26, 0.016, 225),
  oklch(0.21, 0.015, 225),
  oklch(0.18, 0.014, 225),
  oklch(0.15, 0.012, 225),
]

/** Surfaces, text and status colours of one scheme; every text colour keeps 4.5:1 on every surface beside it (tested). */
export const lightSurfaces = {
  '--surface': '#ffffff',
  '--surface-sunken': '#f4f6f7',
  '--surface-raised': '#ffffff',
  '--line': '#d9dfe2',
  '--line-strong': '#7d898f',
  '--text': '#16222a',
  '--text-quiet': '#51606a',
  '--accent-text': '#0b5568',
  '--accent-soft': '#e1f0f4',
  '--good': '#1c6b3a',
  '--good-soft': '#e3f3e8',
  '--fair': '#2a5b9c',
  '--fair-soft': '#e4eefa',
  '--care': '#8a5200',
  '--care-soft': '#fbeed6',
  '--bad': '#a8262c',
  '--bad-soft': '#fbe6e5',
} as const

export const darkSurfaces: Record<keyof typeof lightSurfaces, string> = {
  '--surface': '#12191d',
  '--surface-sunken': '#0c1215',
  '--surface-raised': '#1a2328',
  '--line': '#2d393f',
  '--line-strong': '#77868e',
  '--text': '#e8eef0',
  '--text-quiet': '#a3b1b8',
  '--accent-text': '#7fcbe0',
  '--accent-soft': '#12333e',
  '--good': '#7fd49b',
  '--good-soft': '#15301f',
  '--fair': '#93bdf5',
  '--fair-soft': '#172a42',
  '--care': '#f0bd6a',
  '--care-soft': '#372708',
  '--bad': '#f59a97',
  '--bad-soft': '#401a1b',
}

const mantineSurfaces = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-quiet)',
  '--mantine-color-placeholder': 'var(--text-quiet)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-accent-light': 'var(--accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--accent-soft)',
  '--mantine-color-accent-light-color': 'var(--accent-text)',
  '--mantine-color-accent-outline': 'var(--accent-text)',
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...lightSurfaces, ...mantineSurfaces, ...tintVariables(lightTints) },
  dark: {
    ...darkSurfaces,
    ...mantineSurfaces,
    ...tintVariables(darkTints),
    '--mantine-color-default': 'var(--surface-raised)',
    '--mantine-color-default-hover': 'var(--line)',
  },
})

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '600' },
  components: {
    // The head of a dialog is no landmark of the page.
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Drawer: {
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: { header: { role: 'presentation' } },
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close this message' } } },
    Tooltip: { defaultProps: { openDelay: 300 } },
    Popover: { defaultProps: { withinPortal: true } },
  },
})
