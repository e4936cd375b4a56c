// HiGHS compiled to WebAssembly on the whole model: node highs-wasm.mjs MODEL.json SECONDS FOLDER
import { rival } from './rival.mjs'

/** HiGHS: the solution at hand meets every row. */
const feasiblePoint = 2

await rival(async ({ columns, rows, seconds, load }) => {
  const highs = await (await load('highs')).default()
  const starts = [0]
  const indices = []
  const values = []
  for (const { terms } of rows) {
    for (const [column, factor] of terms) {
      indices.push(column)
      values.push(factor)
    }
    starts.push(indices.length)
  }
  const number = (value) => (value === null ? highs.infinity : value)
  const model = highs.createModel({
    numCols: columns.length,
    numRows: rows.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, ({ upper }) => number(upper)),
    rowLower: Float64Array.from(rows, ({ lower }) => (lower === null ? -highs.infinity : lower)),
    rowUpper: Float64Array.from(rows, ({ upper }) => number(upper)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    integrality: new Int32Array(columns.length).fill(highs.constants.variableType.integer),
  })
  model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0 })
  model.run()
  const found = model.info.get('primal_solution_status') === feasiblePoint
  return {
    objective: found ? model.getObjectiveValue() : null,
    bound: model.info.get('mip_dual_bound'),
    isProven: model.getModelStatus() === highs.constants.modelStatus.optimal,
  }
})
