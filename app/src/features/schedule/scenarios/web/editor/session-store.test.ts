import { beforeEach, describe, expect, test, vi } from 'vitest'
import { ApiError } from '../../../../../contract/client.ts'
import { settingOf } from '../../../cells.ts'
import { pieceWire } from '../../../cell-wire.ts'
import type { CellWire, DraftRowsView } from '../../cells-contract.ts'
import { openSession, perform, rowOf, type Session } from './session.ts'
import { autosave, makeStore } from './session-store.ts'

const ada = '00000000-0000-4000-8000-000000000001'
const put = (rotationId: string, startOn: number, endOn: number) => (session: Session) =>
  perform(session, rotationId, [
    settingOf(rowOf(session, ada), { appointmentId: ada, rotationId, pinned: true, startOn, endOn }),
  ])
const problem = (status: number, current?: unknown) =>
  new ApiError({ type: '', title: '', status, detail: 'No.', requestId: '', current })
const wire = (rotationId: string, startOn: number, endOn: number) =>
  pieceWire({ rotationId, pinned: true, startOn, endOn })

beforeEach(() => {
  vi.useFakeTimers()
})

/** A store that is saved through `answers`, one after the other. */
function setUp(...answers: (DraftRowsView | Error)[]) {
  const store = makeStore(openSession(1, new Map([[ada, []]])))
  const sent: CellWire[][] = []
  const saver = autosave(store, async (cells) => {
    sent.push(cells)
    const answer = answers.shift()
    if (answer === undefined || answer instanceof Error) throw answer ?? problem(500)
    return answer
  })
  return { store, sent, saver }
}

describe('saving by itself', () => {
  test('sends what was done in one batch, in order, and then says so', async () => {
    const { store, sent } = setUp({
      version: 2,
      rows: [{ appointmentId: ada, pieces: [wire('mri', 0, 6), wire('ct', 7, 13)] }],
    })
    store.change(put('mri', 0, 6))
    store.change(put('ct', 7, 13))
    await vi.advanceTimersByTimeAsync(400)
    expect(sent.map((cells) => cells.map(({ now }) => now[0]?.rotationId))).toEqual([['mri', 'ct']])
    expect(store.get().saving.state).toBe('idle')
    expect([store.get().session.waiting, store.get().session.version]).toEqual([[], 2])
  })

  test('after a lost connection everything is sent again, what came later too', async () => {
    const { store, sent } = setUp(problem(0), {
      version: 2,
      rows: [{ appointmentId: ada, pieces: [wire('mri', 0, 6), wire('ct', 7, 13)] }],
    })
    store.change(put('mri', 0, 6))
    await vi.advanceTimersByTimeAsync(400)
    expect(store.get().saving.state).toBe('offline')
    store.change(put('ct', 7, 13))
    expect(store.get().session.waiting).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1000)
    expect(sent.map((cells) => cells.length)).toEqual([1, 2])
    expect(store.get().session.waiting).toEqual([])
  })

  test('a conflict keeps the rest and asks', async () => {
    const theirs = { version: 5, rows: [{ appointmentId: ada, pieces: [wire('us', 0, 6)] }] }
    const { store, sent } = setUp(problem(409, { ...theirs, conflicts: [0] }), {
      version: 6,
      rows: [{ appointmentId: ada, pieces: [wire('us', 0, 6), wire('ct', 7, 13)] }],
    })
    store.change(put('mri', 0, 6))
    store.change(put('ct', 7, 13))
    await vi.advanceTimersByTimeAsync(400)
    expect(store.get().session.conflicts).toMatchObject([
      { theirs: [{ rotationId: 'us' }], change: { now: [{ rotationId: 'mri' }] } },
    ])
    await vi.advanceTimersByTimeAsync(400)
    expect(sent[1]?.map(({ now }) => now[0]?.rotationId)).toEqual(['ct'])
  })

  test('a refusal is told, and the draft drawn as it is', async () => {
    const { store } = setUp(problem(422))
    store.change(put('mri', 0, 6))
    await vi.advanceTimersByTimeAsync(400)
    expect(store.get().saving).toMatchObject({ state: 'refused', error: { message: 'No.' } })
    expect(rowOf(store.get().session, ada)).toEqual([])
  })
})
