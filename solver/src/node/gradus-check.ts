#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { BadInput, EXIT, parseJson, readText, runCommand } from './command.ts'
import { openProblem } from './formats/formats.ts'

const USAGE = 'Use: gradus-check FILE SOLUTION [--format json|nrp|mss]'

await runCommand(async () => {
  const { file, solutionFile, format } = readArguments()
  const problem = openProblem(await readText(file), file, format)
  for (const sentence of problem.unread ?? []) console.error(sentence)
  const { feasible, objective, violations, costs } = problem.check(parseJson(await readText(solutionFile)))
  for (const sentence of violations) console.error(sentence)
  console.log(JSON.stringify({ status: feasible ? 'feasible' : 'infeasible', objective, violations, costs }))
  return feasible ? EXIT.feasible : EXIT.infeasible
})

function readArguments(): { file: string; solutionFile: string; format: string | undefined } {
  const { values, positionals } = parse()
  const [file, solutionFile] = positionals
  if (file === undefined || solutionFile === undefined || positionals.length > 2) throw new BadInput([USAGE])
  return { file, solutionFile, format: values.format }
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { format: { type: 'string' } } })
  } catch (error) {
    throw new BadInput([error instanceof Error ? error.message : String(error), USAGE])
  }
}
