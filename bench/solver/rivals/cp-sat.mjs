// Google's CP-SAT compiled to WebAssembly on the whole model: node cp-sat.mjs MODEL.json SECONDS FOLDER
import { rival } from './rival.mjs'

await rival(async ({ columns, rows, seconds, load }) => {
  const { CpModel, CpSolver, LinearExpr } = await load('or-tools-wasm/cp-sat')
  const most = 1_000_000
  const model = new CpModel()
  const variables = columns.map(({ upper }, index) =>
    upper === 1 ? model.newBoolVar(`x${index}`) : model.newIntVar(0, upper ?? most, `x${index}`),
  )
  const sum = (terms) =>
    LinearExpr.weightedSum(
      terms.map(([column]) => variables[column]),
      terms.map(([, factor]) => factor),
    )
  for (const { terms, lower, upper } of rows)
    if (terms.length > 0) model.addLinearConstraint(sum(terms), lower ?? -most * 1000, upper ?? most * 1000)
  model.minimize(sum(columns.flatMap(({ cost }, index) => (cost === 0 ? [] : [[index, cost]]))))
  const solver = new CpSolver()
  const status = solver.statusName(await solver.solve(model, { maxTimeInSeconds: seconds, numSearchWorkers: 2 }))
  const found = status === 'OPTIMAL' || status === 'FEASIBLE'
  return {
    objective: found ? solver.objectiveValue() : null,
    bound: solver.bestObjectiveBound(),
    isProven: status === 'OPTIMAL',
  }
})
