import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('settings', () => {
  it('have defaults that run on this machine alone', () => {
    expect(readConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 4870, DATABASE_URL: '', WORKER: true })
  })

  it('come from the environment, and flags win', () => {
    expect(readConfig({ PORT: '1000', HOST: '0.0.0.0' }, { PORT: '2000' })).toMatchObject({
      PORT: 2000,
      HOST: '0.0.0.0',
    })
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'example.org'],
    ['WORKER', 'yes'],
  ])('refuse %s=%s by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name} is "${value}"`)
  })
})
