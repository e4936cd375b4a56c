import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The line of JSON that a command ends with. */
export interface Answer {
  status: string
  objective: number | number[] | null
  bound: number | number[] | null
  [field: string]: unknown
}

export function answerOf({ lastLine }: { lastLine: string }): Answer {
  return JSON.parse(lastLine) as Answer
}

export interface Interruption {
  /** The command is interrupted when its standard error contains this. */
  interruptAt: string
}

/** Runs a command of the built package to its end. */
export async function run(
  command: string,
  ...given: (string | Interruption)[]
): Promise<{ code: number; lastLine: string; errors: string }> {
  const script = fileURLToPath(new URL(`../../../dist/node/${command}.js`, import.meta.url))
  const args = given.filter((arg) => typeof arg === 'string')
  const interruption = given.find((arg) => typeof arg !== 'string')
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [script, ...args], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      resolve({ code, lastLine: stdout.trim().split('\n').at(-1) ?? '', errors: stderr })
    })
    child.stderr?.on('data', (text: string) => {
      if (interruption && text.includes(interruption.interruptAt)) child.kill('SIGINT')
    })
  })
}
