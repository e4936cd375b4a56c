import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Child {
  process: ChildProcess
  /** The next line the program prints; undefined once it has ended. */
  nextLine(): Promise<string | undefined>
  ended: Promise<number | null>
}

/** Runs a program text as an ES module in a process of its own. */
export function startChild(program: string): Child {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-child-'))
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  void ended.then(() => rmSync(folder, { recursive: true, force: true }))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    process: child,
    ended,
    async nextLine() {
      const { value, done } = await lines.next()
      return done ? undefined : value
    },
  }
}

/** The address of a file of the built app, for programs given to `startChild`. */
export function built(path: string): string {
  return new URL(`../../dist/${path}`, import.meta.url).href
}
