// Runs the solver's own commands on one instance and lets the checker judge what they wrote.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { root } from '../../scripts/install.mjs'

const command = (name) => join(root, `solver/dist/node/${name}.js`)

/** Runs a program to its end; `onLine` gets the lines of its standard error. The last line of its output is JSON. */
export function runToEnd(args, onLine = () => {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    createInterface({ input: child.stderr }).on('line', (line) => {
      onLine(line)
      errors = `${errors}${line}\n`.slice(-2000)
    })
    child.once('error', reject)
    child.once('close', (status) => {
      const last = output.trim().split('\n').at(-1)
      resolve({ status, errors, answer: last?.startsWith('{') ? JSON.parse(last) : null })
    })
  })
}

/**
 * One run with its seconds, seed and threads: what the command says of itself, its score and bound over time, and whether the independent
 * checker agrees with the score.
 */
export async function solveOnce({ file, out, seconds, threads, seed }) {
  const history = []
  const limits = ['--seconds', String(seconds), '--threads', String(threads), '--seed', String(seed)]
  const args = [command('gradus-solve'), file, ...limits, '--out', out, '--progress']
  const { status, answer, errors } = await runToEnd(args, (line) => {
    if (!line.startsWith('{')) return
    const { seconds: at, objective, bound } = JSON.parse(line)
    history.push({ seconds: at, objective, bound })
  })
  if (answer === null) return { status: 'failed', exit: status, errors, history, isChecked: false }
  const checked = answer.objective === null ? null : await runToEnd([command('gradus-check'), file, out])
  const isChecked = checked?.status === 0 && checked.answer?.objective === answer.objective
  return { ...answer, exit: status, history, isChecked, ...(isChecked ? {} : { errors: checked?.errors ?? errors }) }
}
