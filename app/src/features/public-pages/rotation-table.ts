import {
  amountWords,
  type Definition,
  lengthWords,
  listWords,
  type Rotation,
  rotationName,
  type RotationRequirement,
} from '../curriculum/index.ts'
import { barPicture } from './bar.ts'
import { composition } from './composition.ts'
import { EMPTY, type Html, html } from './html.ts'
import type { Notes } from './notes.ts'

const isRotation = (requirement: Definition['requirements'][number]): requirement is RotationRequirement =>
  requirement.kind === 'rotation'

const SETTINGS = { outpatient: 'Outpatient', hospital: 'Hospital', either: 'Outpatient and hospital' }

const cell = (amount: number | undefined): string => (amount === undefined || amount === 0 ? '–' : String(amount))

type Row = { title: Html | string; byLevel: { [level: string]: number } }

const levelTable = (caption: string, unit: string, rows: readonly Row[], levels: readonly string[]): Html => {
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
  const at = (level: string): number => sum(rows.map(({ byLevel }) => byLevel[level] ?? 0))
  return html`<div class="wide" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}, in ${unit}</caption>
<thead><tr><th scope="col">Rotation</th>${levels.map((level) => html`<th scope="col" class="number">${level}</th>`)}<th scope="col" class="number">In all</th></tr></thead>
<tbody>${rows.map(
    ({ title, byLevel }) =>
      html`<tr><th scope="row">${title}</th>${levels.map((level) => html`<td class="number">${cell(byLevel[level])}</td>`)}<td class="number">${cell(sum(levels.map((level) => byLevel[level] ?? 0)))}</td></tr>
`,
  )}</tbody>
<tfoot><tr><th scope="row">Together</th>${levels.map((level) => html`<td class="number">${cell(at(level))}</td>`)}<td class="number">${cell(sum(levels.map(at)))}</td></tr></tfoot>
</table></div>`
}

/** `PGY-2 to PGY-4` for levels in a row, otherwise each by name. */
const levelWords = (levels: readonly string[], definition: Definition): string => {
  const order = definition.levels.map(({ id }) => id)
  const [first, last] = [order.indexOf(levels[0] ?? ''), order.indexOf(levels.at(-1) ?? '')]
  const isRow = levels.length > 2 && order.slice(first, last + 1).join() === levels.join()
  return isRow ? `${order[first]} to ${order[last]}` : listWords(levels)
}

const lengthTable = (requirements: readonly RotationRequirement[], definition: Definition, notes: Notes): Html =>
  html`<table>
<caption>What every trainee completes</caption>
<thead><tr><th scope="col">Rotation</th><th scope="col">Length</th></tr></thead>
<tbody>${requirements.map(
    (requirement) => html`<tr><th scope="row">${requirement.title}${notes.mark(requirement)}${
      requirement.note ? html`<span class="remark">${requirement.note}</span>` : null
    }</th><td>${amountWords(requirement.amount)}${requirement.levels ? ` at ${levelWords(requirement.levels, definition)}` : ''}</td></tr>
`,
  )}</tbody>
</table>`

/**
 * The rotation table, by level when the requirements are told by level, with its picture. Where only a plan says what
 * fills each year, picture and plan come after the table and carry the plan's mark.
 */
export const rotationTable = (definition: Definition, notes: Notes): Html => {
  const requirements = definition.requirements.filter(isRotation)
  const levels = definition.levels.map(({ id }) => id)
  const [first] = requirements
  const isByLevel =
    levels.length > 1 && requirements.every(({ amount }) => amount.byLevel && amount.unit === first?.amount.unit)
  const main =
    isByLevel && first
      ? levelTable(
          'Rotations by level',
          first.amount.unit,
          requirements.map((requirement) => ({
            title: html`${requirement.title}${notes.mark(requirement)}`,
            byLevel: requirement.amount.byLevel ?? {},
          })),
          levels,
        )
      : lengthTable(requirements, definition, notes)
  const bars = composition(definition).map(barPicture)
  const { plan } = definition
  if (!plan) return html`${bars}${main}`
  const rows = plan.rows.map(({ rotation: id, byLevel }) => {
    const rotation = definition.rotations.find((entry) => entry.id === id)
    return { title: rotation ? rotationName(rotation) : id, byLevel }
  })
  return html`${main}
<h3>How the years are usually spread${notes.mark(plan)}</h3>
${plan.note ? html`<p>${plan.note}</p>` : null}
${bars}
${levelTable('Plan of the years', plan.unit, rows, levels)}`
}

const choices = (rotation: Rotation, definition: Definition): string | null => {
  if (!rotation.choose) return null
  const names = new Map([
    ...definition.rotations.map((entry) => [entry.id, rotationName(entry)] as const),
    ...(definition.groups ?? []).map((group) => [group.id, group.name] as const),
  ])
  return `May be filled with ${listWords(rotation.choose.from.map((id) => names.get(id) ?? id))}.`
}

const rotationEntry = (rotation: Rotation, definition: Definition, notes: Notes): Html => {
  const site = definition.sites.find(({ id }) => id === rotation.site)
  const place = [
    rotation.setting ? SETTINGS[rotation.setting] : null,
    site?.kind === 'off-site' ? `off-site: ${site.name}` : (site?.name ?? null),
    rotation.levels ? levelWords(rotation.levels, definition) : null,
    rotation.prerequisites?.monthsOfTraining
      ? `after ${lengthWords(rotation.prerequisites.monthsOfTraining, 'months')} of training`
      : null,
  ].filter((part) => part !== null)
  const chosen = choices(rotation, definition)
  const list = (items: readonly string[] | undefined): Html =>
    items ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : EMPTY
  return html`<div class="rotation" id="rotation-${rotation.id}">
<dt><span class="swatch tint-${rotation.tint ?? 0}" aria-hidden="true"></span>${rotationName(rotation)} <span class="short">${rotation.code}</span>${notes.mark(rotation)}</dt>
${place.length > 0 ? html`<dd class="place">${place.join(' · ')}</dd>` : null}
${rotation.note ? html`<dd>${rotation.note}</dd>` : null}
${chosen ? html`<dd>${chosen}${notes.mark(rotation.choose)}</dd>` : null}
${rotation.goals ? html`<dd>${list(rotation.goals)}</dd>` : null}
${rotation.objectives ? html`<dd>${list(rotation.objectives.map(({ text, levels }) => `${levels ? `${listWords(levels)}: ` : ''}${text}`))}</dd>` : null}
${rotation.topics ? html`<dd>Topics: ${listWords(rotation.topics)}.</dd>` : null}
</div>`
}

/** Every rotation with where it is and what it is for. */
export const rotationList = (definition: Definition, notes: Notes): Html =>
  html`<h3>About the rotations</h3>
<dl class="rotations">${definition.rotations.map((rotation) => rotationEntry(rotation, definition, notes))}</dl>`
