import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { compressAnswers } from './compress.ts'

const long = { text: 'schedule '.repeat(2_000) }
const app = new Hono()
app.use(compressAnswers)
app.get('/long', (context) => context.json(long, 200, { etag: '"1"' }))
app.get('/short', (context) => context.json({ text: 'short' }))
app.get('/stream', (context) => context.body('data: x\n\n'.repeat(2_000), 200, { 'content-type': 'text/event-stream' }))
const get = (path: string, encoding: string) => app.request(path, { headers: { 'accept-encoding': encoding } })

test('a long answer travels zipped and arrives as it was', async () => {
  const response = await get('/long', 'br, gzip')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-encoding': 'gzip',
    'content-type': 'application/json',
    etag: '"1"',
    vary: 'accept-encoding',
  })
  const zipped = new Uint8Array(await response.arrayBuffer())
  expect(zipped.byteLength).toBeLessThan(1_000)
  const plain = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'))
  expect(await new Response(plain).json()).toEqual(long)
})

test('a short answer, a stream, and an answer for a client that cannot unzip pass as they are', async () => {
  for (const response of [await get('/short', 'gzip'), await get('/stream', 'gzip'), await get('/long', 'identity')])
    expect(response.headers.get('content-encoding')).toBeNull()
  expect(await (await get('/short', 'gzip')).json()).toEqual({ text: 'short' })
  expect(await (await get('/long', 'identity')).json()).toEqual(long)
})
