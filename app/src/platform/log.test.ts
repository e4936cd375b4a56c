import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { built } from '../testing/child.ts'

test('the values of a failed query stay out of the log', () => {
  // pino writes to the process itself, so this one is its own.
  const program = `
    import { createLog } from ${JSON.stringify(built('platform/log.js'))}
    const cause = Object.assign(new Error('null value in column "x"'), { detail: 'Failing row contains (secret-1).' })
    const error = Object.assign(new Error('Failed query: insert\\nparams: secret-2,secret-3', { cause }), { params: ['secret-4'] })
    createLog('info').error({ err: error, password: 'secret-5' }, 'request failed')`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout).toContain('Failed query: insert')
  expect(stdout).toContain('null value in column')
  expect(stdout).not.toContain('secret-')
})
