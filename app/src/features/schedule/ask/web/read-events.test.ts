import { describe, expect, test } from 'vitest'
import { takeEvents } from './read-events.ts'

describe('events of a stream', () => {
  test('are taken whole, and what is not complete waits for more', () => {
    const first = takeEvents('event: progress\ndata: {"sentence":"Reading."}\n\n: still here\n\nevent: ans')
    expect(first.events).toEqual([{ event: 'progress', data: { sentence: 'Reading.' } }])
    expect(takeEvents(`${first.rest}wer\ndata: 3\n\n`)).toEqual({ events: [{ event: 'answer', data: 3 }], rest: '' })
  })
})
