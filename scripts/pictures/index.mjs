// npm run pictures: takes a picture of every page (wide, dark, phone) of the demo, and writes docs/pages.md, which shows them.
// Some of them only: npm run pictures -- /people /schedule. CHROMIUM names another browser than /usr/bin/chromium.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { build } from '../build.mjs'
import { load, signIn, startDemo } from '../demo-server.mjs'
import { root } from '../install.mjs'
import { album, pictureOf } from './album.mjs'
import { cast, missingVisitors, pagesOf, searches, visitors } from './pages.mjs'
import { prepare } from './prepare.mjs'

const looks = {
  wide: { viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true },
}
const only = process.argv.slice(2)
const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n')
const pages = pagesOf(files, (file) => readFileSync(join(root, file), 'utf8'))
const problems = missingVisitors(pages)
if (problems.length > 0) throw new Error(problems.join('\n'))

if (process.env.SKIP_BUILD === undefined) build()
const { demoCast, demoPassword } = await load('demo/cast.js')
const { people } = demoCast()
const personOf = (role) => people.find(({ key }) => key === cast[role].key)

async function openAs(role, address, browser, options) {
  const context = await browser.newContext({ ...options, baseURL: address, reducedMotion: 'reduce' })
  const page = await context.newPage()
  if (role === 'everybody') return page
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(personOf(role).email)
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return page
}

async function standStill(page) {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
  await delay(300)
}

async function save(page, file) {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 40 })
  await session.detach()
  writeFileSync(file, Buffer.from(data, 'base64'))
}

const demo = await startDemo()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
try {
  const coordinator = await signIn(demo.address, personOf('coordinator').email)
  const parameters = await prepare(coordinator, personOf('trainee').id)
  for (const [look, options] of Object.entries(looks)) {
    const folder = join(root, 'docs/pictures', look)
    mkdirSync(folder, { recursive: true })
    const open = new Map()
    for (const { path } of pages.filter((page) => only.length === 0 || only.includes(page.path))) {
      const role = visitors[path]
      if (!open.has(role)) open.set(role, await openAs(role, demo.address, browser, options))
      const page = open.get(role)
      const search = Object.entries(searches[path] ?? {}).map(([key, name]) => `${key}=${parameters[name]}`)
      await page.goto(`${path.replaceAll(/:(\w+)/g, (_, name) => parameters[name])}?${search.join('&')}`)
      await standStill(page)
      await save(page, join(folder, pictureOf(path)))
    }
    for (const page of open.values()) await page.context().close()
    const wanted = new Set(pages.map(({ path }) => pictureOf(path)))
    for (const file of readdirSync(folder)) if (!wanted.has(file)) rmSync(join(folder, file))
  }
} finally {
  await browser.close()
  await demo.stop()
}
writeFileSync(join(root, 'docs/pages.md'), album(pages))
console.log(`${pages.length} pages: docs/pages.md`)
