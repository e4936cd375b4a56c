import { describe, expect, it } from 'vitest'
import { SMALL_WARD } from '../testing/shift-problems.ts'
import { fromNrpSolution, toNrpSolution } from './nrp-solution.ts'
import { readNrp } from './nrp.ts'

function sentencesOf(text: string): string[] {
  const reading = readNrp(text)
  return reading.ok ? [] : reading.sentences
}

describe('the text format of shift problems', () => {
  it('is read whole', () => {
    const reading = readNrp(SMALL_WARD.replaceAll('\n', '\r\n'))
    if (!reading.ok) throw new Error(reading.sentences.join(' '))
    const { days, shifts, people, requests, cover } = reading.problem
    expect([days, people.length, requests.length, cover.length]).toEqual([14, 4, 3, 28])
    expect(shifts[1]).toEqual({ id: 'L', label: 'L', minutes: 480, notFollowedBy: ['E'] })
    expect(people[3]).toMatchObject({ maxShifts: { E: 8, L: 6 }, maxMinutes: 4800, minMinutes: 3360, daysOff: [8, 9] })
    expect(requests[2]).toEqual({ kind: 'off', personId: 'Ben', day: 6, shiftId: 'E', weight: 4 })
    expect(cover[13]).toEqual({ day: 6, shiftId: 'L', wanted: 1, under: 80, over: 2 })
  })

  it('takes "-0" for nobody', () => {
    expect(sentencesOf(SMALL_WARD.replace('13,L,1,80,2', '13,L,-0,80,2'))).toEqual([])
  })

  it('is refused in sentences that name the line', () => {
    expect(sentencesOf(SMALL_WARD.replace('E,480,', 'E,long,'))).toContain(
      'Line 6: the length in minutes is "long" instead of a whole number from 0.',
    )
    expect(sentencesOf(SMALL_WARD.replace('Dan,8,9', 'Don,8,9'))).toContain('Line 17: "Don" is not in the staff.')
    expect(sentencesOf(SMALL_WARD.replace('E=8|L=6', 'E8'))[0]).toContain('"E8" should be a shift and its most')
    expect(sentencesOf(SMALL_WARD.replace('Ana,0,E,2', 'Ana,0,E'))[0]).toContain('has 3 fields instead of 4')
    expect(sentencesOf(SMALL_WARD.replace('Ana,0,E,2', 'Ana,0,N,2'))[0]).toContain(
      'the shift "N", which does not exist',
    )
    expect(sentencesOf(SMALL_WARD.replace('SECTION_DAYS_OFF', 'SECTION_LEAVE'))[0]).toContain('not a section')
    expect(sentencesOf('')).toContain('The file has no SECTION_HORIZON.')
    expect(sentencesOf('hello')[0]).toContain('before the first section')
  })

  it('writes schedules that it can read', () => {
    const reading = readNrp(SMALL_WARD)
    if (!reading.ok) throw new Error(reading.sentences.join(' '))
    const { problem } = reading
    const lines = Object.fromEntries(
      problem.people.map(({ id }) => [id, Array.from({ length: 14 }, (_, day) => (day % 2 === 0 ? 'E' : null))]),
    )
    const written = toNrpSolution({ lines })
    expect(written['Ana']!.slice(0, 3)).toEqual(['E', '-', 'E'])
    expect(fromNrpSolution(problem, JSON.parse(JSON.stringify(written)))).toEqual({ ok: true, solution: { lines } })
    for (const bad of [null, 7, [], { Ana: 'E' }, { ...written, Eve: [] }, { ...written, Ana: ['X'] }])
      expect(fromNrpSolution(problem, bad).ok).toBe(false)
  })
})
