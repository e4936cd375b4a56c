import { type Html, html, linkTo } from './html.ts'

/** Whose pages these are. `url` is the institution's own site, `programsUrl` the index of its programs. */
export type Institution = { name: string; url?: string; programsUrl: string }

/** A page ready to be sent, and the hashes its content security policy must allow as script sources. */
export type PublicPage = { html: string; scriptHashes: string[] }

export const STYLESHEET = '/assets/public-pages.css'

type Frame = {
  title: string
  description: string
  canonicalUrl: string
  institution: Institution
  head?: Html
  main: Html
  footer: Html
}

/** The frame of every public page: no script, no inline style, one stylesheet. */
export const pageFrame = ({ title, description, canonicalUrl, institution, head, main, footer }: Frame): string =>
  `<!doctype html>\n${
    html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="canonical" href="${linkTo(canonicalUrl)}">
<meta property="og:type" content="website">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<link rel="icon" type="image/svg+xml" href="/icon.svg">
<link rel="stylesheet" href="${STYLESHEET}">
${head}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="banner">
<p><a href="${linkTo(institution.programsUrl)}">${institution.name}</a></p>
</header>
<main id="main">
${main}
</main>
<footer class="foot">
${footer}
</footer>
</body>
</html>`.markup
  }\n`
