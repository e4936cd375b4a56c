/** Runs the built package, as threads and commands do: build before testing. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RotationProblem, RotationSolution, SolveProgress } from '@gradus/solver'
import { runSolveThread } from '@gradus/solver/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check } from '../check/check.ts'
import { solve } from '../rotations/solve.ts'
import { demoYear } from '../testing/demo-year.ts'
import { SMALL_WARD } from '../testing/shift-problems.ts'
import { smallProblem, trainee } from '../testing/small-problem.ts'
import { answerOf, run } from './testing/run-command.ts'

const problem = demoYear(1)
const impossible = smallProblem([
  trainee('a', { requirements: [{ id: 'r', label: 'MRI', activityIds: ['mri'], minTicks: 10 }] }),
])

describe('a solver thread', { timeout: 60_000 }, () => {
  it('finds the schedule that the same seed finds without a thread, and tells its progress', async () => {
    const seen: SolveProgress[] = []
    const options = { seed: 4, maxIterations: 8_000 }
    const result = await runSolveThread(problem, { ...options, onProgress: (progress) => seen.push(progress) }).promise
    expect(result.solution).toEqual(solve(problem, options).solution)
    expect(seen.length).toBeGreaterThan(0)
  })

  it('runs until it is stopped, and then ends at once with the best so far', async () => {
    const stoppedAt = { milliseconds: 0 }
    const thread = runSolveThread(problem, {
      seed: 1,
      onProgress: ({ score }) => {
        if (score.hard > 0 || stoppedAt.milliseconds > 0) return
        stoppedAt.milliseconds = performance.now()
        thread.stop()
      },
    })
    const result = await thread.promise
    expect(check(problem, result.solution!).feasible).toBe(true)
    expect(stoppedAt.milliseconds).toBeGreaterThan(0)
  })

  it('rejects when the thread fails', async () => {
    const broken = { ...problem, people: null } as unknown as RotationProblem
    await expect(runSolveThread(broken, { seed: 1 }).promise).rejects.toThrow(/null/)
  })
})

describe('the commands', { timeout: 60_000 }, () => {
  let folder = ''
  const file = (name: string): string => join(folder, name)
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradus-solver-'))
    await writeFile(file('problem.json'), JSON.stringify(problem))
    await writeFile(file('impossible.json'), JSON.stringify(impossible))
    await writeFile(file('malformed.json'), '{"kind":')
    await writeFile(file('ward.txt'), SMALL_WARD)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('solve the example of the documentation', async () => {
    const example = fileURLToPath(new URL('../../examples/five-people.json', import.meta.url))
    const solved = await run('gradus-solve', example, '--iterations', '50000')
    expect(solved.code).toBe(0)
    expect(JSON.parse(solved.lastLine)).toMatchObject({ status: 'optimal', objective: [0, 99, 0] })
  })

  it('solve a problem, write the schedule and check it', async () => {
    const out = file('schedule.json')
    const solved = await run('gradus-solve', file('problem.json'), '--iterations', '80000', '--progress', '--out', out)
    expect(solved.code).toBe(0)
    expect(answerOf(solved).status).toBe('feasible')
    expect(check(problem, JSON.parse(await readFile(out, 'utf8')) as RotationSolution).feasible).toBe(true)
    expect((await run('gradus-check', file('problem.json'), out)).code).toBe(0)
    expect((await run('gradus-check', file('impossible.json'), out)).code).toBe(64)
    await writeFile(out, JSON.stringify({ assignments: {} }))
    const unmet = await run('gradus-check', file('problem.json'), out)
    expect(unmet.code).toBe(2)
    expect(unmet.errors).toContain('has no activity')
  })

  it('solve, write and check the text format of shifts, in two threads that help each other', async () => {
    const out = file('ward.json')
    const limits = ['--seconds', '20', '--threads', '2', '--seed', '7', '--progress', '--out', out]
    const solved = await run('gradus-solve', file('ward.txt'), ...limits)
    expect(solved.code).toBe(0)
    const answer = answerOf(solved)
    expect(answer).toMatchObject({ status: 'optimal', gap: 0, seed: 7 })
    expect(answer.objective).toBe(answer.bound)
    expect(JSON.parse(solved.errors.trim().split('\n').at(-1)!)).toMatchObject({
      objective: answer.objective,
      bound: answer.bound,
    })
    const written = JSON.parse(await readFile(out, 'utf8')) as Record<string, string[]>
    expect(Object.keys(written)).toEqual(['Ana', 'Ben', 'Cleo', 'Dan'])
    expect(written['Ana']).toHaveLength(14)
    const checked = await run('gradus-check', file('ward.txt'), out)
    expect(checked.code).toBe(0)
    expect(answerOf(checked).objective).toBe(answer.objective)
    await writeFile(out, JSON.stringify({ ...written, Ana: written['Ana']!.map(() => 'E') }))
    const broken = await run('gradus-check', file('ward.txt'), out)
    expect(broken.code).toBe(2)
    expect(broken.errors).toContain('Ana works on day 3, which must be off.')
  })

  it('give a bound alone, and stop at an interrupt with the best so far', async () => {
    const bound = await run('gradus-solve', file('ward.txt'), '--bound-only', '--seconds', '20')
    expect(bound.code).toBe(0)
    expect(answerOf(bound).bound).toBeGreaterThan(0)
    const startedAt = performance.now()
    const args = [file('problem.json'), '--seconds', '300', '--progress']
    const stopped = await run('gradus-solve', ...args, { interruptAt: '"objective":[' })
    expect(stopped.code).toBe(0)
    expect(performance.now() - startedAt).toBeLessThan(60_000)
  })

  it('say why there is no schedule', async () => {
    const { code, lastLine, errors } = await run('gradus-solve', file('impossible.json'), '--explain')
    expect(code).toBe(2)
    expect(answerOf({ lastLine }).status).toBe('infeasible')
    expect(errors).toContain('Trainee A needs 5 weeks of MRI')
    expect(errors).toContain('\n+ ')
  })

  it('say when nothing was found in time', async () => {
    expect((await run('gradus-solve', file('problem.json'), '--iterations', '10')).code).toBe(3)
  })

  it('refuse bad input in sentences', async () => {
    const malformed = await run('gradus-solve', file('malformed.json'))
    expect(malformed.code).toBe(64)
    expect(malformed.errors).toContain('is not JSON')
    expect((await run('gradus-solve', file('missing.json'))).code).toBe(64)
    expect((await run('gradus-solve')).code).toBe(64)
    expect((await run('gradus-solve', file('problem.json'), '--seconds', 'soon')).errors).toContain('must be a number')
    expect((await run('gradus-check', file('problem.json'))).code).toBe(64)
    const format = await run('gradus-solve', file('ward.txt'), '--format', 'xml')
    expect(format.errors).toContain('--format must be json, nrp or mss, not "xml".')
    expect((await run('gradus-solve', file('ward.txt'), '--threads', '0')).code).toBe(64)
    await writeFile(file('ward-of-nothing.json'), '{"kind":"wards"}')
    const kind = await run('gradus-solve', file('ward-of-nothing.json'))
    expect(kind.errors).toContain('must have a kind: rotations, shifts, placements')
  })
})
