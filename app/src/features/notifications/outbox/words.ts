import type { Letter } from '../schema.ts'
import { type Html, html } from '../../public-pages/index.ts'

export interface WordedNotice {
  readonly title: string
  readonly detail: string
  /** Absolute. */
  readonly url: string | null
  readonly taps: readonly { readonly words: string; readonly url: string }[]
  readonly asks: boolean
}

export interface Wording {
  readonly institutionName: string
  readonly notices: readonly WordedNotice[]
  /** How many more stand in the inbox. */
  readonly more: number
  readonly inboxUrl: string
  readonly preferencesUrl: string
  /** Null where everything in it is required. */
  readonly unsubscribeUrl: string | null
}

export interface WordedMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

export function subjectOf(notices: readonly WordedNotice[], more: number): string {
  const [first] = notices
  if (first !== undefined && notices.length === 1 && more === 0) return first.title
  const asking = notices.filter(({ asks }) => asks).length
  const total = count(notices.length + more, 'notice')
  return asking === 0 ? total : `${total}, ${asking === 1 ? 'one asks' : `${asking} ask`} for your answer`
}

const page = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#16202b;background:#ffffff">
<div style="max-width:36rem;margin:0 auto">${body}</div>
</body></html>
`.markup

const button = (url: string, words: string): Html =>
  html`<a href="${url}" style="display:inline-block;margin:8px 8px 0 0;padding:11px 18px;border-radius:6px;background:#0b5cad;color:#ffffff;font-weight:600;text-decoration:none">${words}</a>`
const small = (content: Html): Html => html`<p style="color:#4a5866;font-size:14px">${content}</p>`

const noticeText = ({ title, detail, url, taps }: WordedNotice): string =>
  [
    title,
    detail,
    ...taps.map(({ words, url: tapUrl }) => `${words}: ${tapUrl}`),
    ...(url === null ? [] : [`See: ${url}`]),
  ]
    .filter((line) => line !== '')
    .join('\n')

const noticeHtml = ({ title, detail, url, taps }: WordedNotice): Html =>
  html`<div style="padding:16px 0;border-top:1px solid #d5dce3">
<p style="margin:0;font-weight:600">${url === null ? title : html`<a href="${url}" style="color:#0b5cad">${title}</a>`}</p>
<p style="margin:4px 0 0">${detail}</p>
${taps.map(({ words, url: tapUrl }) => button(tapUrl, words))}
</div>`

/** A mail of one or several notices: plain text and simple HTML, no picture, nothing that tells whether it was read. */
export function wordNotices(wording: Wording): WordedMail {
  const { institutionName, notices, more, inboxUrl, preferencesUrl, unsubscribeUrl } = wording
  const subject = subjectOf(notices, more)
  const moreWords = more === 0 ? null : `${count(more, 'more notice')} in your inbox`
  const why = `Gradus of ${institutionName} tells you this by e-mail.`
  const once = notices.some(({ taps }) => taps.length > 0)
    ? 'A link above with a verb works once and without signing in; do not pass this message on.'
    : null
  const text = [
    ...notices.map(noticeText),
    ...(moreWords === null ? [] : [`${moreWords}: ${inboxUrl}`]),
    [
      '--',
      why,
      ...(once === null ? [] : [once]),
      `Choose what reaches you, and when: ${preferencesUrl}`,
      ...(unsubscribeUrl === null ? [] : [`No more optional e-mail: ${unsubscribeUrl}`]),
    ].join('\n'),
  ].join('\n\n')
  const body = html`${notices.map(noticeHtml)}
${moreWords !== null && html`<p><a href="${inboxUrl}" style="color:#0b5cad">${moreWords}</a></p>`}
<div style="margin-top:16px;padding-top:8px;border-top:1px solid #d5dce3">
${small(
  html`${why} ${once} <a href="${preferencesUrl}" style="color:#4a5866">Choose what reaches you, and when</a>${
    unsubscribeUrl !== null && html` · <a href="${unsubscribeUrl}" style="color:#4a5866">No more optional e-mail</a>`
  }`,
)}
</div>`
  return { subject, text: `${text}\n`, html: page(subject, body) }
}

/** A letter: an invitation or another text that is no notice. */
export function wordLetter({ subject, lines, link }: Letter, institutionName: string): WordedMail {
  const from = institutionName === '' ? 'Gradus' : `Gradus of ${institutionName}`
  const text = [...lines, ...(link === null ? [] : [`${link.words}: ${link.url}`]), `--\n${from}`].join('\n\n')
  const body = html`${lines.map((line) => html`<p>${line}</p>`)}${link !== null && html`<p>${button(link.url, link.words)}</p>`}${small(
    html`${from}`,
  )}`
  return { subject, text: `${text}\n`, html: page(subject, body) }
}

export interface PushText {
  readonly title: string
  readonly body: string
  readonly link: string
  /** A message with the same tag takes the place of the one that is shown. */
  readonly tag: string
}

const bodyAtMost = 300

export function wordPush(notices: readonly WordedNotice[], more: number, inboxUrl: string, tag: string): PushText {
  const [first] = notices
  const isOne = first !== undefined && notices.length === 1 && more === 0
  const body = isOne ? first.detail : notices.map(({ title }) => title).join(' · ')
  return {
    title: subjectOf(notices, more),
    body: body.length > bodyAtMost ? `${body.slice(0, bodyAtMost - 1)}…` : body,
    link: isOne ? (first.url ?? inboxUrl) : inboxUrl,
    tag,
  }
}
