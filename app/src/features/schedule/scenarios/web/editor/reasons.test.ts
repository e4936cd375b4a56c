import { describe, expect, test } from 'vitest'
import { settingOf, type Piece } from '../../../cells.ts'
import { departs, withReason } from './reasons.ts'
import { reasonByKey } from './refusal.tsx'
import { arrive, confirmed, explained, openSession, perform, redo, rowOf, undo } from './session.ts'

const piece = (rotationId: string, pinned: boolean): Piece => ({ rotationId, startOn: 0, endOn: 6, pinned })
const open = () => openSession(1, new Map([['ada', [piece('mri', false)]]]))
const setting = (session: ReturnType<typeof open>, rotationId: string | null) =>
  settingOf(rowOf(session, 'ada'), { appointmentId: 'ada', rotationId, pinned: true, startOn: 0, endOn: 6 })

describe('why something was changed', () => {
  test('is asked only of what was proposed, not of what somebody had put there by hand', () => {
    const session = open()
    expect(departs([setting(session, 'ct')])).toBe(true)
    expect(departs([setting(perform(session, 'ct', [setting(session, 'ct')]), 'us')])).toBe(false)
  })

  test('stays with what is put somewhere; with what is taken away when nothing is put anywhere', () => {
    const session = open()
    const [away, placed] = [setting(session, null), setting(session, 'ct')]
    expect(withReason([away, placed], 'rest', true).map(({ reason }) => reason?.kind)).toEqual([undefined, 'rest'])
    expect(withReason([away], 'rest', false)[0]?.reason).toMatchObject({ kind: 'rest', againstRules: false })
    expect([reasonByKey('1'), reasonByKey('9'), reasonByKey('a')]).toEqual(['asked', undefined, undefined])
  })

  test('given afterwards is told, although its change is stored already; undoing takes the change back without it', () => {
    const change = setting(open(), 'ct')
    const done = perform(open(), 'ct', [change])
    const stored = confirmed(done, 1, 2, new Map([['ada', [piece('ct', true)]]]))
    expect(stored.waiting).toEqual([])
    const told = explained(stored, withReason([change], 'asked', false))
    const same = arrive(told, 3, new Map([['ada', [piece('ct', true)]]]))
    expect(same.waiting.map(({ reason }) => reason?.kind)).toEqual(['asked'])
    expect(same.conflicts).toEqual([])
    expect(confirmed(same, 1, 3, new Map([['ada', [piece('ct', true)]]])).waiting).toEqual([])

    const insisted = perform(open(), 'ct', withReason([change], 'site', true))
    const back = undo(insisted)!.session
    expect(back.waiting.at(-1)?.reason).toBeUndefined()
    expect(back.waiting.at(-1)?.withdraws).toHaveLength(1)
    expect(redo(back)!.session.waiting.at(-1)?.reason?.kind).toBe('site')
  })
})
