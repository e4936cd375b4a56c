// npm run bench:solver -- --data DIR: the solver on the published instances in DIR/nrp and DIR/mss, every solution checked.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../../scripts/build.mjs'
import { root } from '../../scripts/install.mjs'
import { conditions, report } from '../report.mjs'
import { solveOnce } from './ours.mjs'
import { gaps, overTime } from './pictures.mjs'
import { originals, publishedOf, wholeSet } from './published.mjs'
import { runRivals } from './rivals.mjs'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    seconds: { type: 'string', default: '60,600' },
    only: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    rivals: { type: 'string' },
  },
})
if (values.data === undefined) {
  console.log('Use: npm run bench:solver -- --data DIR [--seconds 60,600] [--only nrp/Instance1,mss/…] [--rivals DIR]')
  for (const [kind, where] of Object.entries(originals)) console.log(`DIR/${kind}: ${where}`)
  process.exit(64)
}
build()
const measured = conditions()
const limits = values.seconds.split(',').map(Number)
const only = values.only === '' ? null : new Set(values.only.split(','))
const scratch = await mkdtemp(join(tmpdir(), 'gradus-bench-solver-'))
const pictures = join(root, 'bench/results/solver')
await mkdir(pictures, { recursive: true })

const byNumber = new Intl.Collator('en', { numeric: true }).compare

async function instances(kind) {
  const folder = join(values.data, kind)
  const files = await readdir(folder).catch(() => [])
  const found = new Set(files.map((file) => basename(file, extname(file))))
  const absent = wholeSet[kind].filter((name) => !found.has(name))
  if (absent.length > 0) console.log(`${kind}: not in ${folder}, skipped: ${absent.join(', ')} (${originals[kind]})`)
  return files
    .filter((file) => ['.txt', '.dzn'].includes(extname(file)))
    .map((file) => ({ kind, file: join(folder, file), name: basename(file, extname(file)) }))
    .filter(({ name }) => only === null || only.has(`${kind}/${name}`))
    .sort((a, b) => byNumber(a.name, b.name))
}

/** Share of the best known by which the run is worse (below zero: better); null where one of both is missing. */
function gapTo(kind, objective, best) {
  if (objective === null || objective === undefined || best === undefined) return null
  return (kind === 'mss' ? best - objective : objective - best) / Math.abs(best)
}

const percent = (share) => (share === null ? '' : `${(share * 100).toFixed(2)} %`)

function words(run, published, kind) {
  if (run.objective === null || run.objective === undefined) return `${run.status} (${run.seconds ?? '?'} s)`
  const gap = percent(gapTo(kind, run.objective, published?.best))
  const parts = [
    `${run.objective}${run.isChecked ? '' : ' NOT CONFIRMED BY THE CHECKER'}`,
    run.status === 'optimal' ? `proven in ${run.seconds.toFixed(1)} s` : `bound ${run.bound}`,
    ...(gap === '' ? [] : [`${gap} from best known`]),
    `first after ${run.firstFeasibleSeconds} s`,
  ]
  return parts.join(', ')
}

/** What the goal of an instance is, and whether the run meets it. */
function goal(kind, run, published, seconds) {
  if (kind === 'mss') {
    if (published !== null && seconds >= 600)
      return { target: `at least ${published.best}`, met: run.objective >= published.best }
    return { target: 'feasible in 60 s', met: run.firstFeasibleSeconds !== null && run.firstFeasibleSeconds <= 60 }
  }
  if (published === null) return { target: null, met: null }
  const ahead = Math.min(published.chain ?? Infinity, published.gurobi ?? Infinity)
  return { target: `at most ${ahead} (best hour of 2014)`, met: run.isChecked && run.objective <= ahead }
}

const rows = []
const runs = []
try {
  for (const kind of ['nrp', 'mss'])
    for (const seconds of limits) {
      const bars = []
      for (const instance of await instances(kind)) {
        const published = publishedOf(kind, instance.name)
        const out = join(scratch, `${instance.name}.json`)
        const threads = Number(values.threads)
        const run = await solveOnce({ file: instance.file, out, seconds, threads, seed: Number(values.seed) })
        runs.push({ kind, name: instance.name, limit: seconds, best: published?.best ?? null, ...run })
        const what = `${kind} ${instance.name}, ${seconds} s`
        rows.push({ what, value: words(run, published, kind), ...goal(kind, run, published, seconds) })
        console.log(`${what}: ${rows.at(-1).value}`)
        bars.push({ label: instance.name, gap: gapTo(kind, run.objective, published?.best ?? run.bound) })
        if (run.history.length > 1)
          await writeFile(
            join(pictures, `${kind}-${instance.name}-${seconds}s.svg`),
            overTime(`${instance.name}, ${seconds} s`, run.history, published?.best, seconds),
          )
      }
      if (bars.length === 0) continue
      const title = `${kind}, ${seconds} s: gap to the best known, else to the bound`
      await writeFile(join(pictures, `${kind}-gaps-${seconds}s.svg`), gaps(title, bars))
      if (kind === 'nrp') rows.push(meanGap(seconds))
    }
  if (values.rivals !== undefined)
    rows.push(
      ...(await runRivals(await instances('nrp'), {
        folder: values.rivals,
        scratch,
        seconds: limits[0],
        runs,
        readFile,
      })),
    )
} finally {
  await rm(scratch, { recursive: true, force: true })
}

/** Over those of 1 to 18 that are at hand; an instance without a schedule counts as 100 %. */
function meanGap(seconds) {
  const own = runs.filter(({ kind, name, limit }) => kind === 'nrp' && limit === seconds && Number(name.slice(8)) <= 18)
  const shares = own.map(({ objective, best }) => gapTo('nrp', objective, best) ?? 1)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const most = seconds >= 600 ? 0.002 : 0.01
  const target = percent(most)
  return {
    what: `nrp, ${seconds} s: mean gap over the ${own.length} of 1-18 at hand`,
    value: percent(mean),
    target,
    met: mean <= most,
  }
}

await report('solver', {
  command: 'npm run bench:solver -- --data DIR --rivals DIR',
  measured,
  rows,
  details: {
    threads: values.threads,
    seed: values.seed,
    originals,
    runs: runs.map((run) => ({ ...run, history: undefined })),
  },
})
