import { serve } from '@hono/node-server'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { actorByToken, firstAdministratorLink, renewSetupLink } from './features/accounts/index.ts'
import { allInstitutions } from './features/programs/index.ts'
import { featurePages, featureRoutes } from './features/server.ts'
import { readSessionCookie } from './platform/auth/cookie.ts'
import type { Config } from './platform/config.ts'
import { createHttpApp, type HttpApp } from './platform/http/app.ts'
import { type Assets, loadAssets } from './platform/http/assets.ts'
import { operationPages } from './platform/http/operations.ts'
import type { Log } from './platform/log.ts'
import type { Platform } from './platform/platform.ts'
import { openPlatform } from './worker.ts'

const appVersion = '0.1.0'

/** The HTTP surface over an open platform; tests call it without a port. */
export function createApp(platform: Platform, assets: Assets): HttpApp {
  const routes = featureRoutes(platform)
  return createHttpApp({
    platform,
    routes,
    async authenticate(context) {
      const token = readSessionCookie(platform.config, context)
      return token === undefined ? null : actorByToken(platform, token)
    },
    pages(app) {
      operationPages(
        app,
        platform,
        routes.map((bound) => bound.route),
        appVersion,
      )
      for (const addPages of featurePages) addPages(app, platform)
      app.get('*', (context, next) => {
        const path = context.req.path
        const asset = assets.serve(context, path)
        if (asset !== null) return Promise.resolve(asset)
        // Addresses of the application have no file ending; a missing file is missing.
        return /\.\w+$/.test(path) ? next() : Promise.resolve(assets.page(context))
      })
    },
  })
}

export const webAssets = (): Promise<Assets> =>
  loadAssets([
    { folder: fileURLToPath(new URL('../dist-web', import.meta.url)), at: '/' },
    {
      folder: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
      at: '/docs/api/',
      only: ['swagger-ui.css', 'swagger-ui-bundle.js'],
    },
  ])

export interface RunningServer {
  readonly address: string
  readonly platform: Platform
  /** The one-time link of a database that has no administrator yet. */
  readonly setupLink: string | null
  stop(): Promise<void>
}

async function setupLinkOf(platform: Platform): Promise<string | null> {
  const read = () => allInstitutions(platform.database.drizzle)
  const link = (await read()).length === 0 ? await firstAdministratorLink(platform) : null
  if (link !== null) return link
  const institutions = await read()
  const unnamed = institutions.find((institution) => institution.name === '')
  return unnamed === undefined ? null : renewSetupLink(platform, unnamed.institutionId)
}

/** Opens the database, brings it up to date and serves until stopped. `prepare` runs before the first request (the demo seeds there). */
export async function startServer(
  config: Config,
  log: Log,
  prepare: (platform: Platform) => Promise<void> = async () => {},
): Promise<RunningServer> {
  const [platform, assets] = await Promise.all([openPlatform(config, log, { work: config.WORKER }), webAssets()])
  try {
    await prepare(platform)
    const setupLink = await setupLinkOf(platform)
    const app = createApp(platform, assets)
    const { server, port } = await listen(app, config)
    const address = config.PUBLIC_URL === '' ? `http://${shown(config.HOST)}:${port}` : config.PUBLIC_URL
    return {
      address,
      platform,
      setupLink: setupLink?.replace(`:${config.PORT}/`, `:${port}/`) ?? null,
      async stop() {
        await new Promise<void>((resolve) => {
          server.close(() => resolve())
          if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), 2000).unref()
        })
        await platform.jobs.stop()
        await platform.database.close()
      },
    }
  } catch (error) {
    await platform.jobs.stop()
    await platform.database.close()
    throw error
  }
}

const shown = (host: string): string => (host === '0.0.0.0' || host === '::' ? 'localhost' : host)

function listen(app: HttpApp, config: Config): Promise<{ server: ReturnType<typeof serve>; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: config.HOST, port: config.PORT }, (info) =>
      resolve({ server, port: info.port }),
    )
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${config.PORT} is taken by another program. Stop it, or choose another port with PORT.`)
          : error,
      ),
    )
  })
}
