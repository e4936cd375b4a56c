import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { settings as known } from '../../platform/config.ts'

/** Settings as an operator gives them: environment variables. */
export type Settings = Readonly<Record<string, string>>

export interface Ending {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null
  readonly output: string
}

/** One run of the built command line, in a process of its own. */
export interface Gradus {
  readonly pid: number
  readonly ended: Promise<Ending>
  output(): string
  /** Waits until it has printed what `pattern` matches and gives the first group; throws when it ends before. */
  printed(pattern: RegExp): Promise<string>
  /** Ends it in the middle of whatever it does, as `kill -9` or the kernel would. */
  kill(): Promise<void>
  /** Ends it as an operator would. */
  stop(): Promise<Ending>
}

const commandLine = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url))
const patienceMilliseconds = 90_000
const live = new Set<Gradus>()

export function startGradus(args: readonly string[], settings: Settings): Gradus {
  // Settings of the shell that runs the tests must not reach the program under test.
  const inherited = Object.entries(process.env).filter(([name]) => !(name in known) && name !== 'NODE_OPTIONS')
  const child = spawn(process.execPath, [commandLine, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), PORT: '0', LOG_LEVEL: 'warn', ...settings },
  })
  let output = ''
  let isRunning = true
  const listen = (chunk: Buffer) => void (output += chunk.toString())
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const ended = new Promise<Ending>((resolve) => child.once('close', (status) => resolve({ status, output })))
  void ended.then(() => (isRunning = false))

  const gradus: Gradus = {
    pid: child.pid ?? 0,
    ended,
    output: () => output,
    async printed(pattern) {
      for (const deadline = Date.now() + patienceMilliseconds; Date.now() < deadline; await delay(20)) {
        const found = pattern.exec(output)
        if (found) return found[1] ?? found[0]
        if (!isRunning) throw new Error(`gradus ${args.join(' ')} ended before it printed ${pattern}:\n${output}`)
      }
      throw new Error(`gradus ${args.join(' ')} did not print ${pattern}:\n${output}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    stop() {
      child.kill('SIGTERM')
      return ended
    },
  }
  live.add(gradus)
  void ended.then(() => live.delete(gradus))
  return gradus
}

/** Runs one command to its end. */
export const runGradus = (args: readonly string[], settings: Settings): Promise<Ending> =>
  startGradus(args, settings).ended

/** For `afterEach`: a failed test leaves nothing running. */
export async function killAll(): Promise<void> {
  await Promise.all([...live].map((gradus) => gradus.kill()))
}

const address = /Gradus is running: (\S+)/
const setupLink = /one-time link[^\n]*\n\s+(\S+)/

export interface Served {
  readonly gradus: Gradus
  readonly address: string
}

export async function serve(settings: Settings, command: 'serve' | 'demo' = 'serve'): Promise<Served> {
  const gradus = startGradus([command], settings)
  return { gradus, address: await gradus.printed(address) }
}

/** The one-time link of a server that waits to be set up. */
export const setupLinkOf = ({ gradus }: Served): Promise<string> => gradus.printed(setupLink)
