import { type Html, html } from './html.ts'

type Block = { kind: 'heading' | 'list' | 'paragraph'; lines: string[] }

/** Cuts markdown-lite into blocks: empty lines separate, `- ` starts a list entry, `### ` a heading. */
const blocksOf = (text: string): Block[] => {
  const blocks: Block[] = []
  let isApart = true
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    const current = isApart ? undefined : blocks.at(-1)
    if (line === '') {
      isApart = true
      continue
    }
    isApart = false
    if (line.startsWith('### ')) {
      blocks.push({ kind: 'heading', lines: [line.slice(4)] })
      isApart = true
    } else if (/^[-*] /.test(line)) {
      const list = blocks.at(-1)
      if (list?.kind === 'list') list.lines.push(line.slice(2))
      else blocks.push({ kind: 'list', lines: [line.slice(2)] })
    } else if (current?.kind === 'list') {
      current.lines.push(`${current.lines.pop() ?? ''} ${line}`)
    } else if (current?.kind === 'paragraph') {
      current.lines.push(line)
    } else {
      blocks.push({ kind: 'paragraph', lines: [line] })
    }
  }
  return blocks
}

/** Prose of a definition as markup. Everything but the three forms is plain text. */
export const prose = (text: string): Html =>
  html`${blocksOf(text).map(({ kind, lines }) => {
    if (kind === 'heading') return html`<h3>${lines.join(' ')}</h3>`
    if (kind === 'list') return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    return html`<p>${lines.join(' ')}</p>`
  })}`
