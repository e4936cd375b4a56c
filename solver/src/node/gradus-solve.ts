#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { SolveProgress } from '../index.ts'
import { BadInput, EXIT, readProblem, runCommand } from './read-problem.ts'
import { runSolveThread } from './solve-thread.ts'

const USAGE = 'Use: gradus-solve FILE [--seconds N] [--iterations N] [--seed N] [--out FILE] [--progress]'

await runCommand(async () => {
  const { file, seconds, iterations, seed, out, progress } = readArguments()
  const problem = await readProblem(file)
  const thread = runSolveThread(problem, {
    seed,
    ...(iterations === undefined ? { maxMilliseconds: (seconds ?? 30) * 1000 } : { maxIterations: iterations }),
    ...(iterations !== undefined && seconds !== undefined ? { maxMilliseconds: seconds * 1000 } : {}),
    ...(progress ? { onProgress: tell } : {}),
  })
  process.once('SIGINT', thread.stop)
  process.once('SIGTERM', thread.stop)
  const result = await thread.promise
  for (const { sentence } of result.reasons) console.error(sentence)
  if (out !== undefined && result.solution) await writeFile(out, `${JSON.stringify(result.solution)}\n`)
  const { solution, ...told } = result
  console.log(JSON.stringify(out === undefined ? { ...told, solution } : told))
  return result.status === 'optimal' ? EXIT.feasible : EXIT[result.status]
})

function tell({ iterations, elapsedMilliseconds, score, worst }: SolveProgress): void {
  const seconds = ((elapsedMilliseconds ?? 0) / 1000).toFixed(1)
  const first = worst[0] ? ` ${worst[0].sentence}` : ''
  console.error(`${seconds} s, ${iterations} iterations, hard ${score.hard}, tiers ${score.tiers.join(' ')}.${first}`)
}

function readArguments() {
  const { values, positionals } = parse()
  const file = positionals[0]
  if (file === undefined || positionals.length !== 1) throw new BadInput([USAGE])
  return {
    file,
    seconds: numberFrom('--seconds', values.seconds),
    iterations: numberFrom('--iterations', values.iterations),
    seed: numberFrom('--seed', values.seed) ?? 1,
    out: values.out,
    progress: values.progress ?? false,
  }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seconds: { type: 'string' },
        iterations: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        progress: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new BadInput([error instanceof Error ? error.message : String(error), USAGE])
  }
}

function numberFrom(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!(number >= 0 && Number.isFinite(number))) throw new BadInput([`${name} must be a number from 0, not "${text}".`])
  return number
}
