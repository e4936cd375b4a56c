import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Piece, settingOf, splitOf } from '../../../cells.ts'
import {
  arrive,
  confirmed,
  decide,
  dropWaiting,
  openSession,
  perform,
  redo,
  rowOf,
  type Rows,
  type Session,
  undo,
} from './session.ts'

const piece = (rotationId: string, startOn: number, endOn: number, pinned = true): Piece => ({
  rotationId,
  startOn,
  endOn,
  pinned,
})
const start: Rows = new Map([
  ['ada', [piece('mri', 0, 27)]],
  ['ben', []],
])
const open = () => openSession(3, start)
const put = (
  session: Session,
  appointmentId: string,
  rotationId: string | null,
  startOn: number,
  endOn: number,
): Session =>
  perform(session, `${rotationId}`, [
    settingOf(rowOf(session, appointmentId), { appointmentId, rotationId, pinned: true, startOn, endOn }),
  ])

describe('undo and redo', () => {
  test('go back to the beginning and forth to the end, whatever was done', () => {
    const step = fc.record({
      who: fc.constantFrom('ada', 'ben'),
      what: fc.constantFrom('mri', 'ct', null, 'split'),
      day: fc.integer({ min: 0, max: 27 }),
      days: fc.integer({ min: 1, max: 14 }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let session = open()
        for (const { who, what, day, days } of steps) {
          if (what !== 'split') session = put(session, who, what, day, day + days - 1)
          else {
            const change = splitOf(rowOf(session, who), who, day)
            if (change) session = perform(session, 'split', [change])
          }
        }
        const end = session.rows
        let back = session
        for (let taken = undo(back); taken; taken = undo(back)) back = taken.session
        expect(back.rows).toEqual(start)
        for (let taken = redo(back); taken; taken = redo(back)) back = taken.session
        expect(back.rows).toEqual(end)
      }),
    )
  })

  test('what changes nothing is not an entry, and a new entry ends redo', () => {
    const session = put(open(), 'ada', 'mri', 0, 6)
    expect(session.done).toEqual([])
    const undone = undo(put(open(), 'ada', 'ct', 0, 6))!.session
    expect(redo(undone)).not.toBeNull()
    expect(redo(put(undone, 'ben', 'ct', 0, 6))).toBeNull()
  })

  test('leave alone what somebody else has changed since, and say how much', () => {
    const mine = put(put(open(), 'ada', 'ct', 0, 6), 'ben', 'ct', 0, 6)
    const both = perform(open(), 'paste', mine.waiting)
    const saved = confirmed(both, 2, 4, mine.rows)
    const theirs = arrive(saved, 5, new Map([['ben', [piece('us', 0, 6)]]]))
    const step = undo(theirs)!
    expect(step.skipped).toBe(1)
    expect(rowOf(step.session, 'ada')).toEqual(start.get('ada'))
    expect(rowOf(step.session, 'ben')).toEqual([piece('us', 0, 6)])
  })
})

describe('two people on one draft', () => {
  test('changes of others are drawn under what waits', () => {
    const mine = put(open(), 'ada', 'ct', 0, 6)
    const after = arrive(mine, 4, new Map([['ada', [piece('mri', 0, 20), piece('us', 21, 27)]]]))
    expect(rowOf(after, 'ada')).toEqual([piece('ct', 0, 6), piece('mri', 7, 20), piece('us', 21, 27)])
    expect([after.waiting.length, after.conflicts.length]).toEqual([1, 0])
  })

  test('the same cell asks; mine goes over theirs and can be undone, theirs stays', () => {
    const asked = arrive(
      put(open(), 'ada', 'ct', 0, 6),
      4,
      new Map([['ada', [piece('us', 0, 6), piece('mri', 7, 27)]]]),
    )
    const [conflict] = asked.conflicts
    expect(asked.waiting).toEqual([])
    expect(conflict?.theirs).toEqual([piece('us', 0, 6)])
    const mine = decide(asked, conflict!.id, 'mine', 'Kept mine')
    expect(rowOf(mine, 'ada')[0]).toEqual(piece('ct', 0, 6))
    expect(rowOf(undo(mine)!.session, 'ada')[0]).toEqual(piece('us', 0, 6))
    const theirs = decide(asked, conflict!.id, 'theirs', '')
    expect([theirs.conflicts.length, rowOf(theirs, 'ada')[0]?.rotationId]).toEqual([0, 'us'])
  })

  test('an older message does not take back a newer one', () => {
    const newer = arrive(open(), 6, new Map([['ben', [piece('us', 0, 6)]]]))
    expect(rowOf(arrive(newer, 5, new Map([['ben', []]])), 'ben')).toEqual([piece('us', 0, 6)])
  })

  test('what was stored although the answer got lost waits no longer', () => {
    const mine = put(put(open(), 'ada', 'ct', 0, 6), 'ada', 'us', 3, 9)
    const after = arrive(mine, 4, new Map([['ada', rowOf(mine, 'ada')]]))
    expect([after.waiting, after.conflicts]).toEqual([[], []])
  })
})

test('what the server refuses for good is drawn as the server has it', () => {
  const after = dropWaiting(put(open(), 'ada', 'ct', 0, 6))
  expect([after.rows, after.waiting]).toEqual([start, []])
})
