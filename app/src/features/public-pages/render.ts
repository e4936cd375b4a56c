import { type Definition, lengthWords, SECTIONS } from '../curriculum/index.ts'
import { dateWords } from './dates.ts'
import { accreditationWords, SECTION_FACTS } from './facts.ts'
import { type Html, html, isEmpty, jsonScript, linkTo } from './html.ts'
import { contentHash, programJsonLd } from './json-ld.ts'
import { createNotes } from './notes.ts'
import { type Institution, pageFrame, type PublicPage } from './page.ts'
import { prose } from './prose.ts'

/** Another version of the same program and where its page is. */
export type VersionLink = { effectiveOn: string; label: string; url: string }

const KIND_WORDS = { residency: 'Residency', fellowship: 'Fellowship' }

const versionFooter = ({ version }: Definition, versions: readonly VersionLink[], mark: Html): Html => {
  const others = versions
    .filter(({ effectiveOn }) => effectiveOn !== version.effectiveOn)
    .toSorted((a, b) => b.effectiveOn.localeCompare(a.effectiveOn))
  return html`<h2>About this version</h2>
<p>${version.label}, in effect from <time datetime="${version.effectiveOn}">${dateWords(version.effectiveOn)}</time>${mark}.${
    version.publishedOn
      ? html` Published on <time datetime="${version.publishedOn}">${dateWords(version.publishedOn)}</time>.`
      : null
  }</p>
${version.notes ? prose(version.notes) : null}
${version.sources ? html`<p>Sources:</p><ul>${version.sources.map((source) => html`<li>${source}</li>`)}</ul>` : null}
${others.length > 0 ? html`<p>Other versions:</p><ul>${others.map((other) => html`<li><a href="${linkTo(other.url)}">${other.label}, from ${dateWords(other.effectiveOn)}</a></li>`)}</ul>` : null}`
}

/**
 * A program's public page from its definition. Sections come in a fixed order, each with its own address (`#research`);
 * one that has neither prose nor facts is left out.
 */
export const renderProgramPage = ({
  institution,
  definition,
  versions,
  canonicalUrl,
}: {
  institution: Institution
  definition: Definition
  versions: readonly VersionLink[]
  canonicalUrl: string
}): PublicPage => {
  const notes = createNotes()
  const written = SECTIONS.map(({ id, heading }) => {
    const text = definition.sections[id]
    const mark = notes.mark(text)
    const facts = SECTION_FACTS[id](definition, notes)
    return { id, heading, mark, body: html`${text ? prose(text.text) : null}${isEmpty(facts) ? null : facts}` }
  }).filter(({ body }) => !isEmpty(body))
  const footer = versionFooter(definition, versions, notes.mark(definition.version))
  const machine = jsonScript(programJsonLd(institution, definition, canonicalUrl))
  const page = pageFrame({
    title: `${definition.name} · ${institution.name}`,
    description: definition.summary,
    canonicalUrl,
    institution,
    head: machine.element,
    main: html`<h1>${definition.name}</h1>
<p class="lead">${definition.summary}</p>
<p class="tags"><span>${KIND_WORDS[definition.kind]}</span> <span>${lengthWords(definition.length.amount, definition.length.unit)}</span> <span>From ${dateWords(definition.version.effectiveOn)}</span></p>
<nav class="contents" aria-label="On this page"><ul>${written.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`)}</ul></nav>
${written.map(
  ({ id, heading, mark, body }) => html`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}${mark}</h2>
${body}
</section>
`,
)}${notes.list()}`,
    footer,
  })
  return { html: page, scriptHashes: [contentHash(machine.text)] }
}

export type ProgramEntry = { definition: Definition; url: string }

const programCard = ({ definition, url }: ProgramEntry): Html => html`<li>
<h3><a href="${linkTo(url)}">${definition.name}</a></h3>
<p>${definition.summary}</p>
<p class="tags"><span>${lengthWords(definition.length.amount, definition.length.unit)}</span> <span>${definition.accreditation.status === 'not-stated' ? 'Accreditation not stated' : accreditationWords(definition)}</span></p>
</li>
`

/** The institution's page of all its programs, residencies first, each kind by name. */
export const renderProgramIndex = ({
  institution,
  programs,
  canonicalUrl,
}: {
  institution: Institution
  programs: readonly ProgramEntry[]
  canonicalUrl: string
}): PublicPage => {
  const sorted = programs.toSorted((a, b) => a.definition.name.localeCompare(b.definition.name, 'en'))
  const kinds = [
    { kind: 'residency', heading: 'Residencies' },
    { kind: 'fellowship', heading: 'Fellowships' },
  ].map(({ kind, heading }) => ({
    kind,
    heading,
    entries: sorted.filter(({ definition }) => definition.kind === kind),
  }))
  const page = pageFrame({
    title: `Training programs · ${institution.name}`,
    description: `Residencies and fellowships of ${institution.name}.`,
    canonicalUrl,
    institution,
    main: html`<h1>Training programs</h1>
${programs.length === 0 ? html`<p class="lead">No program has been published yet.</p>` : null}
${kinds
  .filter(({ entries }) => entries.length > 0)
  .map(
    ({ kind, heading, entries }) => html`<section id="${kind}" aria-labelledby="${kind}-heading">
<h2 id="${kind}-heading">${heading}</h2>
<ul class="programs">${entries.map(programCard)}</ul>
</section>
`,
  )}`,
    footer: institution.url
      ? html`<p><a href="${linkTo(institution.url)}">${institution.name}</a></p>`
      : html`<p>${institution.name}</p>`,
  })
  return { html: page, scriptHashes: [] }
}
