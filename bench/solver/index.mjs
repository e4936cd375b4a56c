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
import { gapTo, lastReport, merged, rowOf, rowsOf } from './rows.mjs'

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

const before = await lastReport()
const runs = []
let { rivals } = before

/** Everything measured so far, with what stays of earlier times; after each run, so that an end half way loses nothing. */
async function save() {
  const all = merged(before.runs, runs)
  const details = { threads: values.threads, seed: values.seed, originals, runs: all, rivals }
  const command = 'npm run bench:solver -- --data DIR --rivals DIR'
  await report('solver', { command, measured, rows: [...rowsOf(all), ...rivals], details, quiet: true })
  for (const kind of ['nrp', 'mss'])
    for (const limit of limits) {
      const own = all.filter((run) => run.kind === kind && run.limit === limit)
      if (own.length === 0) continue
      const bars = own.map(({ name, objective, best, bound }) => ({
        label: name,
        gap: gapTo(kind, objective, best ?? bound),
      }))
      const title = `${kind}, ${limit} s: gap to the best known, else to the bound`
      await writeFile(join(pictures, `${kind}-gaps-${limit}s.svg`), gaps(title, bars))
    }
}

try {
  for (const kind of ['nrp', 'mss'])
    for (const limit of limits)
      for (const { name, file } of await instances(kind)) {
        const { loadBefore, measuredAt, commit } = conditions()
        const out = join(scratch, `${name}.json`)
        const threads = Number(values.threads)
        const { history, ...run } = await solveOnce({ file, out, seconds: limit, threads, seed: Number(values.seed) })
        const best = publishedOf(kind, name)?.best ?? null
        runs.push({ kind, name, limit, best, ...run, loadBefore, measuredAt, commit })
        const { what, value } = rowOf(runs.at(-1))
        console.log(`${what}: ${value}`)
        if (history.length > 1)
          await writeFile(
            join(pictures, `${kind}-${name}-${limit}s.svg`),
            overTime(`${name}, ${limit} s`, history, best ?? undefined, limit),
          )
        await save()
      }
  if (values.rivals !== undefined) {
    const folder = values.rivals
    rivals = await runRivals(await instances('nrp'), { folder, scratch, seconds: limits[0], runs, readFile })
    await save()
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
