// The demo, served from the built product on data of its own, for scripts that work through the product's interface.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { root } from './install.mjs'

/** A compiled module of the application, by its path in `app/src`. */
export const load = (path) => import(pathToFileURL(join(root, 'app/dist', path)).href)

/** Starts the demo; `seed` are the choices of `seedDemo`. */
export async function startDemo(seed = {}) {
  const [{ startServer }, { readConfig }, { createLog }, { seedDemo }] = await Promise.all(
    ['server.js', 'platform/config.js', 'platform/log.js', 'demo/index.js'].map(load),
  )
  const data = await mkdtemp(join(tmpdir(), 'gradus-demo-'))
  const config = readConfig({ PORT: '0', GRADUS_DATA: data, LOG_LEVEL: 'warn' })
  const server = await startServer(config, createLog('warn'), (platform) => seedDemo(platform, seed))
  return {
    address: server.address,
    async stop() {
      await server.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** Signs in and returns `ask(method, path, body)`, which throws the server's own sentence when it refuses. */
export async function signIn(address, email) {
  const { demoPassword } = await load('demo/cast.js')
  let cookie = ''
  async function ask(method, path, body) {
    const isFile = body instanceof Uint8Array
    const type = isFile ? 'application/octet-stream' : 'application/json'
    const response = await fetch(address + path, {
      method,
      headers: body === undefined ? { cookie } : { cookie, 'content-type': type },
      body: isFile ? body : JSON.stringify(body),
    })
    cookie ||= response.headers.get('set-cookie')?.split(';')[0] ?? ''
    const answer = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${answer.detail}`)
    return answer
  }
  await ask('POST', '/api/session', { email, password: demoPassword })
  return ask
}

/** The run of a solver, when it has ended. */
export async function ended(ask, run) {
  while (!['finished', 'failed'].includes(run.state)) {
    await delay(1000)
    run = await ask('GET', `/api/solve-runs/${run.id}`)
  }
  return run
}
