// npm run bench:bundle: what the browser loads before a trainee's home stands, measured in Chromium on the wire.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { build } from '../scripts/build.mjs'
import { built, newStorage, start } from './gradus-process.mjs'
import { conditions, report } from './report.mjs'

const targetKilobytes = 250
const trainee = { email: 'elsa.egret@lakeview.example', password: 'lakeview-demo' }
const pages = { 'trainee home': '/', 'my schedule': '/me/schedule', 'my progress': '/me/progress' }

build()
const measured = conditions()
const storage = await newStorage('embedded')
const product = start(built('demo'), storage.settings)
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
if (!existsSync(executablePath)) throw new Error('Chromium is not installed; name it in CHROMIUM.')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })

/** Kilobytes that came over the wire for one page, by kind, with nothing in the cache. */
async function load(address, path) {
  const context = await browser.newContext({ baseURL: address })
  await context.request.post('/api/session', { data: trainee })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const kinds = new Map()
  const bytes = {}
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other'
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.locator('h1').first().waitFor()
  await context.close()
  return Object.fromEntries(Object.entries(bytes).map(([kind, sum]) => [kind, Math.round(sum / 1024)]))
}

try {
  const address = await product.address()
  const details = {}
  for (const [name, path] of Object.entries(pages)) details[name] = await load(address, path)
  await report('bundle', {
    command: 'npm run bench:bundle',
    measured,
    rows: Object.entries(details).map(([name, { Script = 0, Stylesheet = 0, ...rest }]) => ({
      what: `First load of ${name}: scripts, zipped`,
      value: `${Script} KB (besides: styles ${Stylesheet} KB, data and the rest ${Object.values(rest).reduce((sum, kilobytes) => sum + kilobytes, 0)} KB)`,
      target: name === 'trainee home' ? `${targetKilobytes} KB` : null,
      met: name === 'trainee home' ? Script <= targetKilobytes : null,
    })),
    details,
  })
  await product.stop()
} finally {
  await browser.close()
  await product.kill()
  await storage.remove()
}
