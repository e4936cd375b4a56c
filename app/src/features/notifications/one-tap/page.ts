import { type Html, html, linkTo } from '../../public-pages/index.ts'
import type { Tap } from './use.ts'

const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #16202b; --soft: #4a5866; --line: #d5dce3; --accent: #0b5cad; --on-accent: #fff }
@media (prefers-color-scheme: dark) { :root { --ground: #12181f; --ink: #e8edf2; --soft: #aab6c2; --line: #35414d; --accent: #7ab8f5; --on-accent: #0d1319 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif }
main { max-width: 34rem; margin: 12vh auto 0; padding: 0 1.25rem 3rem }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
p { margin: 0 0 1rem }
.where { color: var(--soft); font-size: .875rem }
ul { margin: 0 0 1.25rem; padding: .25rem 0; border-block: 1px solid var(--line); list-style: none }
li { padding: .25rem 0; font-variant-numeric: tabular-nums }
.other { margin: 1rem 0 0 }
.other a { display: inline-block; padding: .6rem 0 }
button { width: 100%; min-height: 3.25rem; border: 0; border-radius: .5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
a { color: var(--accent) }
.foot { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem }
`

const pageOf = (title: string, content: Html, nonce: string): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Gradus</title>
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body><main>${content}<p class="foot"><a href="/">Open Gradus</a></p></main></body>
</html>
`.markup

const list = (lines: readonly string[]): Html | null =>
  lines.length === 0 ? null : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`

const headings = { done: 'Done', over: 'Nothing to do', unknown: 'This link does not work' } as const

/** The page of a link: one thing, one button, no script. */
export function tapPage(tap: Tap, nonce: string): string {
  const other =
    tap.elsewhere && html`<p class="other"><a href="${linkTo(tap.elsewhere.link)}">${tap.elsewhere.words}</a></p>`
  if (tap.state !== 'open') {
    const [sentence = '', ...lines] = tap.sentence.split('\n')
    return pageOf(
      headings[tap.state],
      html`<h1>${headings[tap.state]}</h1><p role="status">${sentence}</p>${list(lines)}${other}`,
      nonce,
    )
  }
  const { title, detail, lines = [], button } = tap.view
  return pageOf(
    title,
    html`<h1>${title}</h1><p>${detail}</p>${list(lines)}
<form method="post"><button type="submit">${button}</button></form>${other}
<p class="foot">This works without signing in, and once.</p>`,
    nonce,
  )
}

/** What the service refused, in its own sentence. */
export const refusedPage = (sentence: string, nonce: string): string =>
  pageOf('This was not done', html`<h1>This was not done</h1><p role="alert">${sentence}</p>`, nonce)
