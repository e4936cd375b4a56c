/** Text that is markup already. Only this file makes it, so plain text can never pass for it. */
export type Html = { readonly markup: string }

type Content = Html | string | number | null | undefined | false | readonly Content[]

const ENTITIES: { [letter: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter)

const render = (content: Content): string => {
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'string') return escapeHtml(content)
  if (typeof content === 'number') return String(content)
  return 'markup' in content ? content.markup : content.map(render).join('')
}

/** Markup with every value escaped; lists are joined, and null, undefined and false leave nothing. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html => ({
  markup: strings.map((text, index) => (index === 0 ? text : render(values[index - 1]) + text)).join(''),
})

export const EMPTY: Html = html``

export const isEmpty = ({ markup }: Html): boolean => markup.trim() === ''

/** An address that may stand in a link: a path of this server, a place on the page, or http(s). Anything else goes nowhere. */
export const linkTo = (address: string): string => (/^(https?:\/\/|\/(?!\/)|#)/i.test(address) ? address : '#')

/**
 * Data for machines inside a page. Escaping `<` keeps any text in it from closing the element; the result is still JSON.
 */
export const jsonScript = (data: unknown): { element: Html; text: string } => {
  const text = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return { element: { markup: `<script type="application/ld+json">${text}</script>` }, text }
}
