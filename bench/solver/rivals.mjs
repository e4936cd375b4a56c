// The same instances as one whole model for general engines, in the same minutes on the same machine.
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readNrp } from '@gradus/solver'
import { runToEnd } from './ours.mjs'
import { wholeModel } from './shift-model.mjs'

const engines = [
  { name: 'HiGHS (WebAssembly)', package: 'highs', script: 'highs-wasm.mjs' },
  { name: 'CP-SAT (WebAssembly)', package: 'or-tools-wasm', script: 'cp-sat.mjs' },
]
/** A general engine given more than this has not answered within an hour; the time is better spent on the others. */
const mostPeople = 60

/** `folder`: where the engines were installed with npm. One that is not there is skipped with a line. */
export async function runRivals(instances, { folder, scratch, seconds, runs, readFile }) {
  const rows = []
  for (const engine of engines) {
    if (!isInstalled(folder, engine.package)) {
      console.log(`${engine.name}: not in ${folder}, skipped (npm install ${engine.package}).`)
      continue
    }
    for (const { name, file } of instances) {
      const reading = readNrp(await readFile(file, 'utf8'))
      if (!reading.ok || reading.problem.people.length > mostPeople) continue
      const model = join(scratch, `${name}-model.json`)
      await writeFile(model, JSON.stringify(wholeModel(reading.problem)))
      const script = fileURLToPath(new URL(`rivals/${engine.script}`, import.meta.url))
      const { answer, errors } = await runToEnd([script, model, String(seconds), folder])
      const own = runs.find((run) => run.kind === 'nrp' && run.name === name && run.limit === seconds)
      rows.push({
        what: `${engine.name}, nrp ${name}, ${seconds} s, whole model`,
        value: words(answer, errors, own),
        target: null,
        met: null,
      })
      console.log(`${rows.at(-1).what}: ${rows.at(-1).value}`)
    }
  }
  return rows
}

function words(answer, errors, own) {
  if (answer === null) return `failed: ${errors.trim().split('\n').at(-1)}`
  const { objective, bound, isProven, seconds } = answer
  if (objective === null) return `no schedule, bound ${bound}`
  const ratio = own?.objective > 0 ? `, ${(objective / own.objective).toFixed(2)} × the points of Gradus` : ''
  const time = isProven && own?.status === 'optimal' ? `, ${(seconds / own.seconds).toFixed(1)} × its time` : ''
  return `${objective}${isProven ? ` proven in ${seconds} s` : `, bound ${bound}`}${ratio}${time}`
}

function isInstalled(folder, name) {
  try {
    createRequire(join(folder, 'package.json')).resolve(name === 'or-tools-wasm' ? `${name}/cp-sat` : name)
    return true
  } catch {
    return false
  }
}
