/** What the commands promise for every format: one line of JSON with the same fields, and exit codes. Build before testing. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SMALL_STUDENTS } from '../placements/testing/small-students.ts'
import type { PlacementProblem } from '../placements/problem.ts'
import type { RotationProblem } from '../rotations/problem.ts'
import type { ShiftProblem } from '../shifts/problem.ts'
import { SMALL_WARD } from '../testing/shift-problems.ts'
import { answerOf, run } from './testing/run-command.ts'

const example = async <Problem>(name: string): Promise<Problem> =>
  JSON.parse(await readFile(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8')) as Problem

const rotations = await example<RotationProblem>('six-residents')
const noRotations = await example<RotationProblem>('six-residents-impossible')
const call = await example<ShiftProblem>('five-people')
const placements = await example<PlacementProblem>('five-students')

/** Nobody is there on the first night, and somebody must be. */
const noCall: ShiftProblem = {
  ...call,
  people: call.people.map((person) => ({ ...person, leave: [0] })),
  rules: [{ id: 'night', label: 'One at night', kind: 'cover', min: 1, shifts: { marks: ['call'] } }],
}
const noPlacements: PlacementProblem = {
  ...placements,
  wards: placements.wards.map((ward) => (ward.disciplineId === 'sur' ? { ...ward, max: ward.max.map(() => 0) } : ward)),
}

interface Case {
  format: string
  extension: string
  text: string
  impossible: string
  malformed: string
  /** Told of the malformed file. */
  sentence: string
  /** Told by `--explain` of the impossible one. */
  reason: string
}

const CASES: Case[] = [
  {
    format: 'rotations',
    extension: 'json',
    text: JSON.stringify(rotations),
    impossible: JSON.stringify(noRotations),
    malformed: JSON.stringify({ ...rotations, people: [{ ...rotations.people[0], slots: [{ startOn: 'May' }] }] }),
    sentence: 'people[0].slots[0].startOn must be a whole number.',
    reason: '- MRI room holds at most 1 at once.',
  },
  {
    format: 'call',
    extension: 'json',
    text: JSON.stringify(call),
    impossible: JSON.stringify(noCall),
    malformed: JSON.stringify({ ...call, rules: [{ id: 'a', label: 'A', kind: 'rest' }] }),
    sentence: 'rules[0].minutes is missing.',
    reason: '- Ana Example is on leave on day 0.',
  },
  {
    format: 'nrp',
    extension: 'txt',
    text: SMALL_WARD,
    impossible: SMALL_WARD.replace('Ana,E=14|L=14', 'Ana,E=1|L=1'),
    malformed: SMALL_WARD.replace('SECTION_HORIZON\n14', 'SECTION_HORIZON\nsoon'),
    sentence: 'soon',
    reason: '- Ana works at least 3360 minutes.',
  },
  {
    format: 'placements',
    extension: 'json',
    text: JSON.stringify(placements),
    impossible: JSON.stringify(noPlacements),
    malformed: JSON.stringify({ ...placements, wards: [{ ...placements.wards[0], min: 3 }] }),
    sentence: 'wards[0].min must be a list.',
    reason: '- Surgery at North Hospital takes at most 0 students.',
  },
  {
    format: 'mss',
    extension: 'dzn',
    text: SMALL_STUDENTS,
    impossible: SMALL_STUDENTS.replace('[| 1,1,1,1,0', '[| 0,0,0,0,0'),
    malformed: SMALL_STUDENTS.replace('Horizon=5', 'Horizon=five'),
    sentence: 'Horizon',
    reason: 'is not there in periods 1, 2, 3, 4 and 5.',
  },
]

const FIELDS = [
  'status',
  'objective',
  'bound',
  'gap',
  'firstFeasibleSeconds',
  'seconds',
  'seed',
  'version',
  'iterations',
  'solution',
]

describe.each(CASES)('the commands on $format', { timeout: 120_000 }, (one) => {
  let folder = ''
  const file = (name: string): string => join(folder, `${name}.${one.extension}`)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gradus-contract-'))
    await Promise.all((['text', 'impossible', 'malformed'] as const).map((name) => writeFile(file(name), one[name])))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('solve, and end with one line of the same fields', async () => {
    const solved = await run('gradus-solve', file('text'), '--seconds', '2', '--seed', '2')
    expect(solved.code).toBe(0)
    const answer = answerOf(solved)
    expect(Object.keys(answer)).toEqual(FIELDS)
    expect(['optimal', 'feasible']).toContain(answer.status)
    expect(answer.bound).not.toBeNull()
    expect(answer).toMatchObject({ seed: 2, gap: expect.any(Number), firstFeasibleSeconds: expect.any(Number) })
    expect(answer.status === 'optimal').toBe(answer['gap'] === 0)
    const out = file('out')
    const written = await run('gradus-solve', file('text'), '--seconds', '1', '--out', out)
    expect(Object.keys(answerOf(written))).toEqual(FIELDS.slice(0, -1))
    const checked = await run('gradus-check', file('text'), out)
    expect(checked.code).toBe(0)
    expect(answerOf(checked).objective).toEqual(answerOf(written).objective)
  })

  it('give a bound alone', async () => {
    const bounded = await run('gradus-solve', file('text'), '--bound-only', '--seconds', '5')
    expect(bounded.code).toBe(0)
    expect(answerOf(bounded).bound).not.toBeNull()
    expect(bounded.errors).toBe('')
  })

  it('say what cannot hold together, and what would change that', async () => {
    const { code, lastLine, errors } = await run('gradus-solve', file('impossible'), '--explain', '--seconds', '5')
    expect(code).toBe(2)
    expect(answerOf({ lastLine })).toMatchObject({ status: 'infeasible', objective: null, solution: null })
    expect(errors).toContain(one.reason)
    expect(errors).toContain('\n+ ')
  })

  it('say that the time was over before anything was found or excluded', async () => {
    const { code, lastLine, errors } = await run('gradus-solve', file('text'), '--seconds', '0.001')
    expect(code).toBe(3)
    expect(answerOf({ lastLine })).toMatchObject({ status: 'stopped', objective: null, solution: null, gap: null })
    expect(errors.trim()).not.toBe('')
  })

  it('refuse what is malformed, with the place', async () => {
    const { code, lastLine, errors } = await run('gradus-solve', file('malformed'))
    expect(code).toBe(64)
    expect(answerOf({ lastLine }).status).toBe('bad-input')
    expect(errors).toContain(one.sentence)
    expect((await run('gradus-check', file('malformed'), file('text'))).code).toBe(64)
  })
})
