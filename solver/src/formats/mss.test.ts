import { describe, expect, it } from 'vitest'
import { checkPlacements } from '../check/placements.ts'
import { SMALL_STUDENTS } from '../placements/testing/small-students.ts'
import { readMss } from './mss.ts'
import { fromMssSolution, toMssSolution } from './mss-solution.ts'

const replaced = (from: string, to: string): string[] => {
  const reading = readMss(SMALL_STUDENTS.replace(from, to))
  return reading.ok ? [] : reading.sentences
}

describe('reading medical student scheduling data', () => {
  const reading = readMss(SMALL_STUDENTS)
  const problem = reading.ok ? reading.problem : null

  it('reads every field', () => {
    expect(problem).toMatchObject({ periods: 5, duration: 2, maxDisciplinesPerHospital: 2 })
    expect(problem!.disciplines[1]).toEqual({
      id: 'd2',
      label: 'Discipline 2',
      groupId: 'g1',
      afterIds: ['d1'],
      schoolPreference: 1,
    })
    expect(problem!.students[1]).toEqual({
      id: 's2',
      label: 'Student 2',
      needs: { g1: 2, g2: 0 },
      disciplineIds: ['d1', 'd2'],
      unavailable: [0],
      unable: [{ hospitalId: 'h2', disciplineId: 'd1' }],
      weights: { discipline: 1, hospital: 1, change: -3, idle: -1 },
      disciplinePreferences: { d1: 4, d2: 5, d3: 6 },
      hospitalPreferences: { h1: 1, h2: 2 },
    })
    expect(problem!.wards[2]).toEqual({
      hospitalId: 'h1',
      disciplineId: 'd3',
      min: [1, 0, 0, 0, 0],
      max: [1, 1, 1, 1, 1],
    })
  })

  it('writes and reads back placements, one entry per period', () => {
    const placements = [
      { studentId: 's1', disciplineId: 'd3', hospitalId: 'h1', start: 0 },
      { studentId: 's1', disciplineId: 'd1', hospitalId: 'h2', start: 2 },
    ]
    const written = toMssSolution(problem!, { placements }, 12)
    expect(written.assignments).toHaveLength(4)
    expect(written.assignments[1]).toEqual({ student: 1, period: 2, hospital: 1, discipline: 3 })
    const read = fromMssSolution(problem!, JSON.parse(JSON.stringify(written)))
    expect(read.ok && new Set(read.solution.placements)).toEqual(new Set(placements))
    expect(read.ok && checkPlacements(problem!, read.solution).violations).toContain(
      'Student 2 does 0 disciplines of Group 1, not 2.',
    )
  })

  it('tells what is no placement', () => {
    const broken = { assignments: [{ student: 1, period: 1, hospital: 1, discipline: 3 }] }
    expect(fromMssSolution(problem!, broken)).toMatchObject({
      sentences: ['Student 1, discipline 3 at hospital 1 does not take 2 periods from 1 without a break.'],
    })
    const outside = { assignments: [{ student: 9, period: 0, hospital: 1, discipline: 3 }] }
    expect(fromMssSolution(problem!, outside)).toMatchObject({ ok: false })
    expect(fromMssSolution(problem!, null)).toMatchObject({ ok: false })
  })

  it('says with its line what is malformed', () => {
    expect(replaced('Horizon=5;', '')).toEqual(['"Horizon" is missing.'])
    expect(replaced('Students=2;', 'Students=0;')).toEqual([
      'Line 2: "Students" must be a whole number from 1 to 100000.',
    ])
    expect(replaced('1, 1 |\n 2, 0', '1, 1 |\n 2')).toEqual([
      'Line 10: "StudDiscGroup" has 3 numbers; 2 × 2 are needed.',
    ])
    expect(replaced('DiscGroup = [1,1,2]', 'DiscGroup = [1,1,3]')).toEqual([
      'Line 9: "DiscGroup" holds 3; numbers from 1 to 2 are meant.',
    ])
    expect(replaced('ManPref=[0,1,2]', 'ManPref=[0,1.5,2]')[0]).toContain(
      '1.5 on line 27; only whole numbers are meant',
    )
    expect(replaced('ManPref=[0,1,2]', 'ManPref=[0,x,2]')[0]).toContain('"ManPref" holds "x" on line 27')
    expect(replaced('ManPref=[0,1,2]', 'ManPref=[0,1,2')[0]).toContain('does not end with "]"')
    expect(replaced('ManPref=[0,1,2];', 'ManPref=[0,1,2]')[0]).toContain('does not end with ";"')
    expect(replaced('Groups=2;', 'Groups 2;')[0]).toBe('Line 7: "=" was expected after "Groups".')
    expect(replaced('Groups=2;', 'Groups=2; Groups=2;')[0]).toContain('"Groups" is given twice')
    expect(replaced('Groups=2;', '?')[0]).toContain('a name was expected, not "?"')
    expect(replaced('Groups=2;', 'Groups=true;')[0]).toContain('neither a whole number nor an array')
    expect(replaced('array2d(1..3, 1..3, [', 'array2d(1..3, 1..3, ')[0]).toContain('is not a complete array2d')
    expect(replaced('| 1,2,3 | 4,5,6 |', '| 1,2 | 3,4,5,6 |')[0]).toContain('rows of different lengths')
    expect(readMss('')).toMatchObject({ ok: false })
  })
})
