// Writes a measurement as JSON and the table of all measurements.
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { root } from '../scripts/install.mjs'

const folder = join(root, 'bench/results')
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()

/** Call before measuring: the load of the machine by others is part of the truth about a figure. */
export function conditions() {
  const [oneMinute] = loadavg()
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? arch()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()}, Node.js ${process.version}`,
    loadBefore: Number(oneMinute?.toFixed(1)),
    measuredAt: new Date().toISOString(),
    commit: `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', 'app', 'rules', 'solver', 'programs') === '' ? '' : ' with local changes'}`,
  }
}

/**
 * `rows` are lines of the table: what was measured, its value in words, and the target with whether it was met (null where there is
 * none). `quiet` leaves the table to the file.
 */
export async function report(name, { command, measured, rows, details, quiet = false }) {
  await mkdir(folder, { recursive: true })
  const result = { name, command, ...measured, rows, details }
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  const names = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  const all = await Promise.all(names.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8'))))
  await writeFile(join(folder, 'README.md'), table(all))
  for (const { what, value, target, met } of quiet ? [] : rows)
    console.log(
      `${met === false ? 'MISSED ' : '       '}${what}: ${value}${target === null ? '' : ` (target: ${target})`}`,
    )
}

const mark = { true: 'met', false: 'missed', null: '' }

const table = (all) => `# Measurements

Each line is written by the command that stands above it, and can be repeated with it. "Load" is how busy the machine was with other
work when the measurement began: on ${cpus().length} cores, a load above ${cpus().length} means that it had to share.

${all
  .map(
    ({ name, command, machine, loadBefore, measuredAt, commit, rows }) => `## ${name}

\`${command}\` · ${measuredAt.slice(0, 10)} · commit ${commit} · load ${loadBefore} · ${machine}

| What | Measured | Target | |
| --- | --- | --- | --- |
${rows.map(({ what, value, target, met }) => `| ${what} | ${value} | ${target ?? ''} | ${mark[met]} |`).join('\n')}
`,
  )
  .join('\n')}`

/** The value that a share of the figures does not exceed. */
export function percentile(figures, share) {
  const sorted = figures.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
export const median = (figures) => percentile(figures, 0.5)
