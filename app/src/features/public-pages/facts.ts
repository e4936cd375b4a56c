import {
  boundsWords,
  calendarWords,
  type Definition,
  lengthWords,
  listWords,
  type OtherRequirement,
  type SectionId,
} from '../curriculum/index.ts'
import { dateWords } from './dates.ts'
import { EMPTY, type Html, html } from './html.ts'
import type { Notes } from './notes.ts'
import { rotationList, rotationTable } from './rotation-table.ts'

type Fact = { label: string; value: Html | string }

const factList = (facts: readonly (Fact | null)[]): Html => {
  const given = facts.filter((fact) => fact !== null)
  if (given.length === 0) return EMPTY
  return html`<dl class="facts">${given.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

const STATUS_WORDS = {
  accredited: 'Accredited',
  'not-accredited': 'Not accredited',
  applied: 'Accreditation applied for',
  'not-stated': 'Not stated',
}

export const accreditationWords = ({ accreditation }: Definition): string => {
  const by = accreditation.body ? ` by ${accreditation.body}` : ''
  const since = accreditation.since ? ` since ${dateWords(accreditation.since)}` : ''
  return `${STATUS_WORDS[accreditation.status]}${accreditation.status === 'accredited' ? `${by}${since}` : ''}`
}

const overview = (definition: Definition, notes: Notes): Html => {
  const { accreditation, certificate, positions, priorTraining, history } = definition
  return html`${factList([
    {
      label: 'Length',
      value: html`${lengthWords(definition.length.amount, definition.length.unit)}${notes.mark(definition.length)}`,
    },
    positions ? { label: 'Positions each year', value: html`${positions.perYear}${notes.mark(positions)}` } : null,
    {
      label: 'Accreditation',
      value: html`${accreditationWords(definition)}${notes.mark(accreditation)}${accreditation.note ? html`<span class="remark">${accreditation.note}</span>` : null}`,
    },
    certificate
      ? {
          label: 'Certificate',
          value: html`${certificate.name === null ? 'None' : `${certificate.name}${certificate.body ? `, ${certificate.body}` : ''}`}${notes.mark(certificate)}${certificate.note ? html`<span class="remark">${certificate.note}</span>` : null}`,
        }
      : null,
    priorTraining
      ? {
          label: 'Before the program',
          value: html`<ul>${priorTraining.map((prior) => html`<li>${prior.title}${prior.months ? ` (${lengthWords(prior.months, 'months')})` : ''}${notes.mark(prior)}${prior.note ? html`<span class="remark">${prior.note}</span>` : null}</li>`)}</ul>`,
        }
      : null,
  ])}
${history ? html`<h3>Program history</h3><ul>${history.map((event) => html`<li>${dateWords(event.on)}: ${event.text}${notes.mark(event)}</li>`)}</ul>` : null}`
}

const others = (definition: Definition, kinds: readonly OtherRequirement['kind'][], notes: Notes): Html => {
  const found = definition.requirements.flatMap((requirement) =>
    requirement.kind !== 'rotation' && kinds.includes(requirement.kind) ? [requirement] : [],
  )
  if (found.length === 0) return EMPTY
  return html`<h3>Required to finish</h3>
<ul>${found.map((requirement) => html`<li>${requirement.title}${notes.mark(requirement)}${requirement.text ? html`<span class="remark">${requirement.text}</span>` : null}</li>`)}</ul>`
}

const curriculum = (definition: Definition, notes: Notes): Html => {
  const { offSite, combinableWith, levels } = definition
  const consent = {
    'both-directors': 'when both directors agree',
    'own-director': 'when the director agrees',
    none: 'without further consent',
  }
  return html`${factList([
    { label: 'Calendar', value: calendarWords(definition.calendar) },
    levels.length > 1
      ? {
          label: 'Levels',
          value: levels.map(({ id, name }) => (name ? `${id} (${name.toLowerCase()})` : id)).join(', '),
        }
      : null,
    offSite
      ? {
          label: 'Off-site rotations',
          value: html`${offSite.required ? 'Part of the program' : 'Not required'}${notes.mark(offSite)}${offSite.reasons ? html`<ul>${offSite.reasons.map((reason) => html`<li>${reason}</li>`)}</ul>` : null}`,
        }
      : null,
    combinableWith
      ? {
          label: 'Combined training',
          value: html`Possible with ${combinableWith.programs === 'any' ? 'other programs' : listWords(combinableWith.programs)}, ${consent[combinableWith.consent]}${notes.mark(combinableWith)}${combinableWith.note ? html`<span class="remark">${combinableWith.note}</span>` : null}`,
        }
      : null,
  ])}
${others(definition, ['cases', 'hours', 'other'], notes)}`
}

const rotations = (definition: Definition, notes: Notes): Html =>
  html`${rotationTable(definition, notes)}
${rotationList(definition, notes)}`

const call = ({ callPolicy, independentCall }: Definition, notes: Notes): Html => {
  const perYear = callPolicy?.perYear
  return factList([
    callPolicy ? { label: 'How it works', value: html`${callPolicy.text}${notes.mark(callPolicy)}` } : null,
    perYear
      ? {
          label: 'In a year',
          value: html`${boundsWords(perYear.min, perYear.max, (count) => lengthWords(count, perYear.unit))}${notes.mark(perYear)}`,
        }
      : null,
    callPolicy?.follows ? { label: 'Work hours', value: `Follows the ${callPolicy.follows}` } : null,
    independentCall
      ? {
          label: 'Independent call',
          value: html`After ${lengthWords(independentCall.afterMonths, 'months')} of training${notes.mark(independentCall)}`,
        }
      : null,
  ])
}

const counted = (entries: Definition['faculty'], notes: Notes): Html =>
  factList(
    (entries ?? []).map((entry) => ({
      label: entry.label,
      value: html`${entry.count}${entry.count !== undefined && entry.text ? '. ' : ''}${entry.text}${notes.mark(entry)}`,
    })),
  )

const campus = ({ sites }: Definition, notes: Notes): Html =>
  html`<ul>${sites.map((site) => html`<li>${site.name}${site.place ? `, ${site.place}` : ''}${site.kind === 'off-site' ? ' (off-site)' : ''}${notes.mark(site)}</li>`)}</ul>`

const stipend = ({ stipend: paid }: Definition, notes: Notes): Html => {
  if (!paid) return EMPTY
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: paid.currency, maximumFractionDigits: 0 })
  return html`<table>
<caption>Academic year ${paid.academicYear}${notes.mark(paid)}</caption>
<thead><tr><th scope="col">Level</th><th scope="col" class="number">Per year</th></tr></thead>
<tbody>${paid.amounts.map((row) => html`<tr><th scope="row">${row.level}${notes.mark(row)}</th><td class="number">${money.format(row.perYear)}</td></tr>`)}</tbody>
</table>
${paid.benefits ? html`<ul>${paid.benefits.map((benefit) => html`<li>${benefit}</li>`)}</ul>` : null}`
}

const apply = ({ application }: Definition, notes: Notes): Html =>
  application
    ? html`<p>${application.text}${notes.mark(application)}</p>
${application.url ? html`<p><a href="${application.url}" rel="noopener">Go to the application</a></p>` : null}`
    : EMPTY

/** What each section of the page draws from the definition's facts, beside its prose. */
export const SECTION_FACTS: { [id in SectionId]: (definition: Definition, notes: Notes) => Html } = {
  overview,
  curriculum,
  rotations,
  call,
  didactics: (definition, notes) => others(definition, ['didactics'], notes),
  research: (definition, notes) => others(definition, ['research'], notes),
  teaching: () => EMPTY,
  evaluation: (definition, notes) => others(definition, ['evaluations'], notes),
  career: () => EMPTY,
  faculty: (definition, notes) => counted(definition.faculty, notes),
  facilities: (definition, notes) => counted(definition.facilities, notes),
  campus,
  stipend,
  apply,
}
