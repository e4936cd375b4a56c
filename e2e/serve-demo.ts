import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

export interface Demo {
  readonly address: string
  stop(): Promise<void>
}

/** Starts the built product with the demo on a fresh data directory, as `npm start` does. */
export async function startDemo(settings: Readonly<Record<string, string>> = {}): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'gradus-journeys-'))
  const cli = join(import.meta.dirname, '../app/dist/cli.js')
  const server = spawn(process.execPath, [cli, 'demo'], {
    env: { ...process.env, GRADUS_DATA: data, PORT: '0', DATABASE_URL: '', LOG_LEVEL: 'error', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let printed = ''
    server.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      const found = /running: (http:\/\/\S+)/.exec(printed)?.[1]
      if (found !== undefined) resolve(found)
    })
    server.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)))
  })
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The one that the journeys share. */
export default async function serveDemo(project: TestProject): Promise<() => Promise<void>> {
  const demo = await startDemo()
  project.provide('address', demo.address)
  return () => demo.stop()
}
