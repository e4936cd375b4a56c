#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { BadInput, EXIT, readText, runCommand } from './command.ts'
import { explanationLines } from './formats/explained.ts'
import { openProblem } from './formats/formats.ts'
import type { Outcome, RunProgress } from './formats/problem-format.ts'
import { runPortfolio } from './portfolio.ts'

const USAGE =
  'Use: gradus-solve FILE [--format json|nrp|mss] [--seconds N] [--iterations N] [--threads N] [--seed N] [--out FILE] [--progress] [--bound-only] [--explain]'
const DEFAULT_SECONDS = 30
const MOST_THREADS = 64

await runCommand(async () => {
  const { file, format, out, explain, showsProgress, ...limits } = readArguments()
  const startedAt = performance.now()
  const secondsSince = (): number => rounded((performance.now() - startedAt) / 1000)
  const text = await readText(file)
  const problem = openProblem(text, file, format)
  for (const sentence of problem.unread ?? []) console.error(sentence)
  const tell = ({ objective, bound }: RunProgress): void => {
    if (showsProgress) console.error(JSON.stringify({ seconds: secondsSince(), objective, bound }))
  }
  const portfolio = runPortfolio({
    ...limits,
    text,
    path: file,
    format,
    maximise: problem.maximise,
    onProgress: tell,
  })
  process.once('SIGINT', portfolio.stop)
  process.once('SIGTERM', portfolio.stop)
  const outcome = await portfolio.promise
  tell(outcome)
  const isTold = !limits.boundOnly || outcome.status === 'infeasible'
  for (const sentence of isTold ? outcome.reasons : []) console.error(sentence)
  if (explain && outcome.objective === null) {
    const limits = { maxMilliseconds: DEFAULT_SECONDS * 1000, now: () => performance.now() }
    for (const line of explanationLines(problem.explain(limits))) console.error(line)
  }
  if (out !== undefined && outcome.solution !== null) await writeFile(out, `${JSON.stringify(outcome.solution)}\n`)
  console.log(
    JSON.stringify({
      status: outcome.status,
      objective: outcome.objective,
      bound: outcome.bound,
      gap: gapOf(outcome),
      firstFeasibleSeconds:
        outcome.firstFeasibleMilliseconds === null ? null : rounded(outcome.firstFeasibleMilliseconds / 1000),
      seconds: secondsSince(),
      seed: limits.seed,
      version: await readVersion(),
      iterations: outcome.iterations,
      ...(out === undefined ? { solution: outcome.solution } : {}),
    }),
  )
  if (limits.boundOnly && outcome.status === 'stopped' && outcome.bound !== null) return EXIT.feasible
  return EXIT[outcome.status]
})

/** |objective - bound| by |objective|, of the first tier that is not at its bound; 0 when optimal. */
function gapOf({ status, objective, bound }: Outcome): number | null {
  if (status === 'optimal') return 0
  if (objective === null || bound === null) return null
  const [points, least] = [[objective].flat(), [bound].flat()]
  const tier = points.findIndex((reached, k) => reached !== least[k])
  return tier < 0 ? 0 : Math.abs(points[tier]! - least[tier]!) / Math.max(1, Math.abs(points[tier]!))
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3))
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function readArguments() {
  const { values, positionals } = parse()
  const file = positionals[0]
  if (file === undefined || positionals.length !== 1) throw new BadInput([USAGE])
  const seconds = numberFrom('--seconds', values.seconds)
  const maxIterations = numberFrom('--iterations', values.iterations)
  const threads = numberFrom('--threads', values.threads) ?? 1
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new BadInput([`--threads must be a whole number from 1 to ${MOST_THREADS}.`])
  }
  const unlimited = seconds === undefined && maxIterations === undefined
  return {
    file,
    format: values.format,
    out: values.out,
    seed: numberFrom('--seed', values.seed) ?? 1,
    threads,
    maxIterations,
    maxMilliseconds: unlimited ? DEFAULT_SECONDS * 1000 : seconds === undefined ? undefined : seconds * 1000,
    showsProgress: values.progress ?? false,
    boundOnly: values['bound-only'] ?? false,
    explain: values.explain ?? false,
  }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        seconds: { type: 'string' },
        iterations: { type: 'string' },
        threads: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        progress: { type: 'boolean' },
        'bound-only': { type: 'boolean' },
        explain: { type: 'boolean' },
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
