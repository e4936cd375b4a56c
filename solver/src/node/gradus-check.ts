#!/usr/bin/env node
import { check, validateSolution } from '../index.ts'
import { BadInput, EXIT, readJson, readProblem, runCommand } from './read-problem.ts'

await runCommand(async () => {
  const [file, solutionFile, ...rest] = process.argv.slice(2)
  if (file === undefined || solutionFile === undefined || rest.length > 0) {
    throw new BadInput(['Use: gradus-check FILE SOLUTION'])
  }
  const problem = await readProblem(file)
  const validation = validateSolution(problem, await readJson(solutionFile))
  if (!validation.ok) throw new BadInput(validation.sentences)
  const { feasible, score, costs } = check(problem, validation.solution)
  for (const { tier, sentence } of costs) if (tier === null) console.error(sentence)
  console.log(JSON.stringify({ status: feasible ? 'feasible' : 'infeasible', score, costs }))
  return feasible ? EXIT.feasible : EXIT.infeasible
})
