import { readdir, readFile } from 'node:fs/promises'
import { createHash, randomBytes } from 'node:crypto'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import { contentSecurityPolicy } from './security.ts'

const zip = promisify(gzip)

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
}

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>
  readonly zipped: Uint8Array<ArrayBuffer>
  readonly type: string
  readonly etag: string
}

export interface Assets {
  /** The answer for a path such as `/assets/index-abc.js`, or null. */
  serve(context: Context, path: string): Response | null
  /** The application page, with a fresh style nonce in its policy. */
  page(context: Context): Response
}

const load = async (file: string): Promise<Asset> => {
  const body = new Uint8Array(await readFile(file))
  const zipped = new Uint8Array(await zip(body, { level: 9 }))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, zipped, type: types[extname(file)] ?? 'application/octet-stream', etag }
}

export interface AssetFolder {
  readonly folder: string
  /** The address of the folder. */
  readonly at: string
  /** The files to serve; all of them unless told. Each one takes time at the start. */
  readonly only?: readonly string[]
}

/**
 * Files of a few folders, kept in memory and zipped once: a browser asks for them far more often than they change. Names with a hash
 * may be kept for ever; the others are asked for again.
 */
export async function loadAssets(folders: readonly AssetFolder[]): Promise<Assets> {
  const files = new Map<string, Asset>()
  await Promise.all(
    folders.map(async ({ folder, at, only }) => {
      const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
      await Promise.all(
        names
          .filter((entry) => entry.isFile() && (only?.includes(entry.name) ?? !entry.name.endsWith('.map')))
          .map(async (entry) => {
            const file = join(entry.parentPath, entry.name)
            files.set(`${at}${relative(folder, file).split(sep).join('/')}`, await load(file))
          }),
      )
    }),
  )
  const index = files.get('/index.html')

  return {
    serve(context, path) {
      const asset = path === '/index.html' ? undefined : files.get(path)
      if (asset === undefined) return null
      const hashed = /-[A-Za-z0-9_-]{8,}\.\w+$/.test(path)
      const headers = new Headers({
        'content-type': asset.type,
        'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
        etag: asset.etag,
        vary: 'accept-encoding',
      })
      if (context.req.header('if-none-match') === asset.etag) return new Response(null, { status: 304, headers })
      const takesZip = context.req.header('accept-encoding')?.includes('gzip') ?? false
      if (takesZip) headers.set('content-encoding', 'gzip')
      return new Response(takesZip ? asset.zipped : asset.body, { headers })
    },
    page() {
      const nonce = randomBytes(16).toString('base64url')
      const text =
        index === undefined
          ? 'The browser application is not built. Run "npm run build".'
          : new TextDecoder().decode(index.body).replaceAll('__CSP_NONCE__', nonce)
      return new Response(text, {
        status: index === undefined ? 503 : 200,
        headers: {
          'content-type': index === undefined ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': contentSecurityPolicy(nonce),
        },
      })
    },
  }
}
