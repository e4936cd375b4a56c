import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Definition, SECTIONS, shippedDefinitions } from '../curriculum/index.ts'
import { composition } from './composition.ts'
import { contentHash } from './json-ld.ts'
import type { Institution } from './page.ts'
import { renderProgramIndex, renderProgramPage } from './render.ts'
import { publicStylesheet } from './stylesheet.ts'

const institution: Institution = { name: 'Lakeside Teaching Hospital', programsUrl: '/programs' }
const shipped = shippedDefinitions()
const find = (id: string): Definition => {
  const definition = shipped.find((entry) => entry.id === id)
  if (!definition) throw new Error(`There is no ${id}.`)
  return structuredClone(definition)
}
const pageOf = (definition: Definition): string =>
  renderProgramPage({ institution, definition, versions: [], canonicalUrl: 'https://example.org/programs/a' }).html

/** Every text of a definition replaced by the same one, where the format allows free text. */
const withText = (value: unknown, text: string): unknown => {
  const free = new Set([
    'name',
    'text',
    'note',
    'notes',
    'title',
    'label',
    'reason',
    'summary',
    'place',
    'body',
    'follows',
  ])
  if (Array.isArray(value))
    return value.map((item: unknown) => (typeof item === 'string' ? item : withText(item, text)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      free.has(key) && typeof item === 'string' ? text : withText(item, text),
    ]),
  )
}

/** Elements that were opened and not closed in order. */
const unbalanced = (page: string): string[] => {
  const open: string[] = []
  for (const [, close, name, rest] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)\b([^>]*)>/g)) {
    if (name === undefined || ['meta', 'link'].includes(name) || rest?.endsWith('/')) continue
    if (close === '') open.push(name)
    else if (open.at(-1) === name) open.pop()
    else return [...open, `/${name}`]
  }
  return open
}

describe('renderProgramPage', () => {
  it.each(shipped.map((definition) => [`${definition.id} ${definition.version.effectiveOn}`, definition] as const))(
    'renders %s as whole markup with unique ids and links that lead somewhere',
    (_, definition) => {
      const page = pageOf(definition)
      expect(unbalanced(page)).toEqual([])
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target)
      expect(page).not.toMatch(/ style=|<script(?! type="application\/ld\+json">)|undefined|\[object|NaN/)
    },
  )

  it('has the sections in their order, each with its own address', () => {
    const page = pageOf(find('musculoskeletal-imaging-fellowship'))
    const shown = [...page.matchAll(/<section id="([a-z-]+)"/g)].map(([, id]) => id)
    const order = SECTIONS.map(({ id }) => id).filter((id) => shown.includes(id))
    expect(shown).toEqual([...order, 'not-verified'])
    expect(shown).toEqual(
      expect.arrayContaining(['overview', 'rotations', 'research', 'evaluation', 'stipend', 'apply']),
    )
  })

  it('shows the facts of the source and says of others that they are not verified, and why', () => {
    const page = pageOf(find('radiology-informatics-fellowship'))
    expect(page).toContain('PACS and RIS systems')
    expect(page).toContain('>4 months</td>')
    expect(page).toContain('Unnamed rotation (TBN)')
    const reason = /href="#(note-\d+)">not verified/.exec(page)?.[1]
    expect(page).toContain(`<li id="${reason}">`)
    expect(page).toContain('when both directors agree')
  })

  it('tells machines only what is verified', () => {
    const read = (definition: Definition): Record<string, unknown> => {
      const text = /ld\+json">(.*?)<\/script>/.exec(pageOf(definition))?.[1] ?? ''
      return JSON.parse(text) as Record<string, unknown>
    }
    expect(read(find('interventional-radiology-integrated-residency'))).toMatchObject({
      '@type': 'EducationalOccupationalProgram',
      timeToComplete: 'P5Y',
      maximumEnrollment: 1,
      occupationalCredentialAwarded: { name: 'Interventional Radiology/Diagnostic Radiology' },
    })
    expect(read(find('musculoskeletal-imaging-fellowship'))).not.toHaveProperty('maximumEnrollment')
  })

  it('gives the hash of its one inline element', () => {
    const page = renderProgramPage({
      institution,
      definition: find('musculoskeletal-imaging-fellowship'),
      versions: [],
      canonicalUrl: 'https://example.org/',
    })
    const text = /ld\+json">(.*?)<\/script>/.exec(page.html)?.[1] ?? ''
    expect(page.scriptHashes).toEqual([contentHash(text)])
    expect(page.scriptHashes[0]).toMatch(/^'sha256-[A-Za-z0-9+/]{43}='$/)
  })

  it('links other versions and not itself', () => {
    const [older, newer] = shipped.filter(({ id }) => id === 'musculoskeletal-imaging-fellowship')
    if (!older || !newer) throw new Error('Both versions are needed.')
    const versions = [older, newer].map(({ version }) => ({ ...version, url: `/programs/msk/${version.effectiveOn}` }))
    const { html } = renderProgramPage({ institution, definition: older, versions, canonicalUrl: '/programs/msk' })
    expect(html).toContain('href="/programs/msk/2025-07-01"')
    expect(html).not.toContain('href="/programs/msk/2015-07-01"')
  })

  it('lets no text become markup, an attribute or an address', () => {
    const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(1)> " ' & <!-- ]]> javascript:alert(1)`
    const definition = withText(find('interventional-radiology-integrated-residency'), hostile) as Definition
    const page = renderProgramPage({
      institution: { name: hostile, programsUrl: 'javascript:alert(1)', url: 'data:text/html,x' },
      definition,
      versions: [{ effectiveOn: '2030-01-01', label: hostile, url: 'JaVaScRiPt:alert(1)' }],
      canonicalUrl: 'javascript:alert(1)',
    }).html
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).not.toContain('<img')
    expect(page).not.toMatch(/(href|src)="(?!https?:|\/|#)/i)
    expect(unbalanced(page)).toEqual([])
  })

  it('keeps markup whole for any text', () => {
    const base = find('radiology-informatics-fellowship')
    const clean = pageOf(withText(base, 'x') as Definition).replaceAll(/>[^<]*</g, '><')
    const inner = (page: string): string[] => [...page.matchAll(/<\/?[a-z][a-z0-9]*/g)].map(([tag]) => tag)
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter((text) => /[^\s]/.test(text)),
        (text) => {
          const page = pageOf(withText(base, `x${text.replaceAll(/[\r\n]/g, ' ')}`) as Definition)
          expect(inner(page)).toEqual(inner(clean))
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('composition', () => {
  it.each(shipped.map((definition) => [`${definition.id} ${definition.version.effectiveOn}`, definition] as const))(
    'fills every year of %s exactly',
    (_, definition) => {
      const bars = composition(definition)
      expect(bars).toHaveLength(definition.levels.length)
      for (const { segments } of bars) {
        expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
        expect(segments.every(({ share }) => share > 0)).toBe(true)
      }
    },
  )
})

describe('renderProgramIndex', () => {
  it('lists programs by kind and name, and says so when there are none', () => {
    const programs = shipped.map((definition) => ({ definition, url: `/programs/${definition.id}` }))
    const page = renderProgramIndex({ institution, programs, canonicalUrl: '/programs' }).html
    expect(unbalanced(page)).toEqual([])
    expect(page.indexOf('Residencies')).toBeLessThan(page.indexOf('Fellowships'))
    expect(page.indexOf('Body Imaging')).toBeLessThan(page.indexOf('Musculoskeletal Imaging'))
    const empty = renderProgramIndex({ institution, programs: [], canonicalUrl: '/programs' }).html
    expect(empty).toContain('No program has been published yet.')
  })
})

it('has a stylesheet that the strictest policy allows', () => {
  const { text, etag } = publicStylesheet()
  expect(text).not.toMatch(/@import|url\(/)
  expect(etag).toMatch(/^"[0-9a-f]{32}"$/)
})
