/** What both commands share: exit codes, bad input, files. */
import { readFile } from 'node:fs/promises'

/** Exit codes of the command line: sysexits' EX_USAGE for bad input, small numbers for what a search came to. */
export const EXIT = { optimal: 0, feasible: 0, infeasible: 2, stopped: 3, badInput: 64 } as const

/** What is wrong with the input, in sentences. */
export class BadInput extends Error {
  readonly sentences: string[]
  constructor(sentences: string[]) {
    super(sentences.join(' '))
    this.sentences = sentences
  }
}

export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new BadInput([`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`])
  })
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadInput([`The file is not JSON: ${error instanceof Error ? error.message : String(error)}.`])
  }
}

/** Runs a command and ends the process with its exit code; bad input is told line by line. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command()
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    for (const sentence of error.sentences) console.error(sentence)
    console.log(JSON.stringify({ status: 'bad-input', sentences: error.sentences }))
    process.exitCode = EXIT.badInput
  }
}
