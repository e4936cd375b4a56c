// What a run of the benchmark says, as lines of the table, and the runs of earlier times that stay beside it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../scripts/install.mjs'
import { publishedOf } from './published.mjs'

const byNumber = new Intl.Collator('en', { numeric: true }).compare

/** Share of the best known by which the run is worse (below zero: better); null where one of both is missing. */
export function gapTo(kind, objective, best) {
  if (objective === null || objective === undefined || best === undefined || best === null) return null
  return (kind === 'mss' ? best - objective : objective - best) / Math.abs(best)
}

const percent = (share) => (share === null ? '' : `${(share * 100).toFixed(2)} %`)

function words(run, published) {
  if (run.objective === null || run.objective === undefined) return `${run.status} (${run.seconds ?? '?'} s)`
  const gap = percent(gapTo(run.kind, run.objective, published?.best))
  const parts = [
    `${run.objective}${run.isChecked ? '' : ' NOT CONFIRMED BY THE CHECKER'}`,
    run.status === 'optimal' ? `proven in ${run.seconds.toFixed(1)} s` : `bound ${run.bound}`,
    ...(gap === '' ? [] : [`${gap} from best known`]),
    `first after ${run.firstFeasibleSeconds} s`,
  ]
  return parts.join(', ')
}

/** What the goal of an instance is, and whether the run meets it. */
function goal(run, published) {
  if (run.kind === 'mss') {
    if (published !== null && run.limit >= 600)
      return { target: `at least ${published.best}`, met: run.objective >= published.best }
    return { target: 'feasible in 60 s', met: run.firstFeasibleSeconds !== null && run.firstFeasibleSeconds <= 60 }
  }
  if (published === null) return { target: null, met: null }
  const ahead = Math.min(published.chain ?? Infinity, published.gurobi ?? Infinity)
  return { target: `at most ${ahead} (best hour of 2014)`, met: run.isChecked && run.objective <= ahead }
}

export function rowOf(run) {
  const published = publishedOf(run.kind, run.name)
  return { what: `${run.kind} ${run.name}, ${run.limit} s`, value: words(run, published), ...goal(run, published) }
}

/** Over those of 1 to 18 that are at hand; an instance without a schedule counts as 100 %. */
function meanGap(runs, seconds) {
  const own = runs.filter(({ kind, name, limit }) => kind === 'nrp' && limit === seconds && Number(name.slice(8)) <= 18)
  const shares = own.map(({ objective, best }) => gapTo('nrp', objective, best) ?? 1)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const most = seconds >= 600 ? 0.002 : 0.01
  return {
    what: `nrp, ${seconds} s: mean gap over the ${own.length} of 1-18 at hand`,
    value: percent(mean),
    target: percent(most),
    met: mean <= most,
  }
}

/** One line for each run, and the mean gap of each limit after the shift instances that have it. */
export function rowsOf(runs) {
  const limits = [...new Set(runs.map(({ limit }) => limit))].sort((a, b) => a - b)
  return ['nrp', 'mss'].flatMap((kind) =>
    limits.flatMap((limit) => {
      const own = runs.filter((run) => run.kind === kind && run.limit === limit)
      const isMean = kind === 'nrp' && own.some(({ name }) => Number(name.slice(8)) <= 18)
      return [...own.map(rowOf), ...(isMean ? [meanGap(runs, limit)] : [])]
    }),
  )
}

/** The runs of earlier times, with those of now in place of the same instance and limit. */
export function merged(earlier, now) {
  const keyOf = ({ kind, name, limit }) => `${kind} ${name} ${limit}`
  const runs = new Map([...earlier, ...now].map((run) => [keyOf(run), run]))
  return [...runs.values()].sort((a, b) => byNumber(keyOf(a), keyOf(b)))
}

/** The last report: its runs, each with what it was measured under, and the lines of other engines. */
export async function lastReport() {
  const text = await readFile(join(root, 'bench/results/solver.json'), 'utf8').catch(() => null)
  if (text === null) return { runs: [], rivals: [] }
  const { commit, measuredAt, loadBefore, rows, details } = JSON.parse(text)
  const runs = details.runs.map((run) => ({ commit, measuredAt, loadBefore, ...run }))
  return { runs, rivals: details.rivals ?? rows.filter(({ what }) => what.includes('whole model')) }
}
