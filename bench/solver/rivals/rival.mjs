// What every rival's process does: read the model, solve it, print one line of JSON.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `run` gets the model, the seconds and `load(package)` from the folder the packages were installed in. */
export async function rival(run) {
  const [file, seconds, folder] = process.argv.slice(2)
  const { columns, rows, constant } = JSON.parse(await readFile(file, 'utf8'))
  const { resolve } = createRequire(join(folder, 'package.json'))
  const load = (name) => import(pathToFileURL(resolve(name)).href)
  const startedAt = performance.now()
  const { objective, bound, isProven } = await run({ columns, rows, seconds: Number(seconds), load })
  const shift = (value) => (value === null || !Number.isFinite(value) ? null : Math.round((value + constant) * 10) / 10)
  const told = { objective: shift(objective), bound: shift(bound), isProven }
  console.log(JSON.stringify({ ...told, seconds: Math.round((performance.now() - startedAt) / 100) / 10 }))
  process.exit(0)
}
