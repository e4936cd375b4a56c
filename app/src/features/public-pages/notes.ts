import type { Marks } from '../curriculum/index.ts'
import { EMPTY, type Html, html } from './html.ts'

/**
 * Footnotes of one page: facts that are not verified link to their reason, which is printed once however many facts
 * share it.
 */
export type Notes = { mark: (marks: Marks | undefined) => Html; list: () => Html }

export const createNotes = (): Notes => {
  const reasons: string[] = []
  return {
    mark: (marks) => {
      if (marks?.verified !== false) return EMPTY
      const reason = marks.reason ?? 'No reason is given.'
      if (!reasons.includes(reason)) reasons.push(reason)
      const number = reasons.indexOf(reason) + 1
      return html` <a class="unverified" href="#note-${number}">not verified<sup>${number}</sup></a>`
    },
    list: () =>
      reasons.length === 0
        ? EMPTY
        : html`<section id="not-verified" aria-labelledby="not-verified-heading">
<h2 id="not-verified-heading">Facts that are not verified</h2>
<ol class="notes">${reasons.map((reason, index) => html`<li id="note-${index + 1}">${reason}</li>`)}</ol>
</section>`,
  }
}
