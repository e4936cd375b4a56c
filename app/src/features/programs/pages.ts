import type { Context } from 'hono'
import { createHash } from 'node:crypto'
import type { HttpApp } from '../../platform/http/app.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  type PublicPage,
  publicStylesheet,
  renderProgramIndex,
  renderProgramPage,
  STYLESHEET,
} from '../public-pages/index.ts'
import { curriculaInForce, versionInForce, withDefinitions } from './curricula.ts'
import * as store from './store.ts'
import { todayAt } from './today.ts'

const pageSeconds = 300
const styleSeconds = 86_400

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`

/** Answers with a text that caches may keep, or with 304 to a reader who has it. */
function cached(
  context: Context,
  body: string,
  headers: { readonly etag: string; readonly type: string; readonly seconds: number; readonly policy?: string },
): Response {
  const fields = new Headers({
    'content-type': headers.type,
    etag: headers.etag,
    'cache-control': `public, max-age=${headers.seconds}`,
  })
  if (headers.policy !== undefined) fields.set('content-security-policy', headers.policy)
  const known = context.req
    .header('if-none-match')
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(headers.etag)) return new Response(null, { status: 304, headers: fields })
  return new Response(body, { headers: fields })
}

/** No script runs on a public page; the hashes let through the page's own description for search engines. */
const policyOf = ({ scriptHashes }: PublicPage): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    `script-src ${scriptHashes.length === 0 ? "'none'" : scriptHashes.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const sendPage = (context: Context, page: PublicPage): Response =>
  cached(context, page.html, {
    etag: etagOf(page.html),
    type: 'text/html; charset=utf-8',
    seconds: pageSeconds,
    policy: policyOf(page),
  })

const missing = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>No such program</title>
<link rel="stylesheet" href="${STYLESHEET}"></head>
<body><main id="main"><h1>No such program</h1>
<p class="lead">There is no program at this address. It may have been renamed: <a href="/programs">see all programs</a>.</p></main></body>
</html>
`
const sendMissing = (): Response =>
  new Response(missing, {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })

/** The institution whose programs are public here: the first that was set up. Nothing else of it is shown. */
async function publicInstitution(platform: Platform): Promise<store.Institution | undefined> {
  const institutions = await store.allInstitutions(platform.database.drizzle)
  return institutions.find((institution) => institution.name !== '')
}

export function programPages(app: HttpApp, platform: Platform): void {
  const db = platform.database.drizzle
  const originOf = (context: Context): string => platform.config.PUBLIC_URL || new URL(context.req.url).origin

  app.get('/programs', async (context) => {
    const institution = await publicInstitution(platform)
    if (institution === undefined) return sendMissing()
    const { institutionId, name } = institution
    const programs = await store.programsOf(db, institutionId, null)
    const curricula = await curriculaInForce(db, institutionId, null, todayAt(institution, platform.now()))
    const programsUrl = `${originOf(context)}/programs`
    const entries = programs.flatMap(({ id, slug }) => {
      const curriculum = curricula.get(id)
      return curriculum === undefined ? [] : [{ definition: curriculum.definition, url: `/programs/${slug}` }]
    })
    return sendPage(
      context,
      renderProgramIndex({ institution: { name, programsUrl }, programs: entries, canonicalUrl: programsUrl }),
    )
  })

  const sendProgram = async (context: Context, slug: string, effectiveOn: string | undefined): Promise<Response> => {
    const institution = await publicInstitution(platform)
    if (institution === undefined) return sendMissing()
    const { institutionId, name } = institution
    const program = await store.programBySlug(db, institutionId, slug)
    if (program === undefined || program.archivedAt !== null) return sendMissing()
    const rows = await store.versionsOf(db, institutionId, [program.id])
    const versions = await withDefinitions(db, institutionId, rows)
    const today = todayAt(institution, platform.now())
    const chosen =
      effectiveOn === undefined
        ? versionInForce(versions, today)
        : versions.find((version) => version.effectiveOn === effectiveOn)
    const shown = versions.find(({ id }) => id === chosen?.id)
    if (shown === undefined) return sendMissing()
    const origin = originOf(context)
    const address = `/programs/${slug}`
    // Of each date only the latest revision is offered; the list starts with it.
    const dated = versions.filter((version, index) => versions[index - 1]?.effectiveOn !== version.effectiveOn)
    return sendPage(
      context,
      renderProgramPage({
        institution: { name, programsUrl: `${origin}/programs` },
        definition: shown.definition,
        versions: dated.map((version) => ({
          effectiveOn: version.effectiveOn,
          label: version.definition.version.label,
          url: `${address}/${version.effectiveOn}`,
        })),
        canonicalUrl: `${origin}${address}${effectiveOn === undefined ? '' : `/${effectiveOn}`}`,
      }),
    )
  }
  app.get('/programs/:slug', (context) => sendProgram(context, context.req.param('slug'), undefined))
  app.get('/programs/:slug/:effectiveOn', (context) =>
    sendProgram(context, context.req.param('slug'), context.req.param('effectiveOn')),
  )

  const { text, etag } = publicStylesheet()
  app.get(STYLESHEET, (context) =>
    cached(context, text, { etag, type: 'text/css; charset=utf-8', seconds: styleSeconds }),
  )
}
