import { AxeBuilder } from '@axe-core/playwright'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** People of the demo institution, by what they come to do. */
export const logins = {
  trainee: 'elsa.egret@lakeview.example',
  combinedFellow: 'lars.yew@lakeview.example',
  chief: 'kira.kestrel@lakeview.example',
  faculty: 'vera.curlew@lakeview.example',
  committee: 'oona.beryl@lakeview.example',
  coordinator: 'oona.pewter@lakeview.example',
  director: 'mina.zircon@lakeview.example',
  dio: 'quin.rowan@lakeview.example',
  finance: 'rhea.siskin@lakeview.example',
  administrator: 'sven.tamarack@lakeview.example',
} as const
export const demoPassword = 'lakeview-demo'

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens an address of the product and waits until it is drawn: nothing on the console, no request refused. */
  open(path: string): Promise<void>
  /** Opens an address, and checks its accessibility too. */
  visit(path: string): Promise<void>
  /** Checks the page as it is now: no accessibility violation, nothing on the console, no request refused. */
  check(): Promise<void>
  signIn(email: string): Promise<void>
  leave(): Promise<void>
}

export interface VisitorOptions {
  readonly phone?: boolean
  readonly dark?: boolean
  /** Another server than the one the journeys share. */
  readonly address?: string
}

let browser: Browser | undefined
const launch = async (): Promise<Browser> => {
  browser ??= await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: chromiumArguments,
  })
  return browser
}
export const closeBrowser = async (): Promise<void> => {
  await browser?.close()
  browser = undefined
}

/** A fresh browser profile at the running product. */
export async function newVisitor({ phone = false, dark = false, address }: VisitorOptions = {}): Promise<Visitor> {
  const context = await (await launch()).newContext({
    baseURL: address ?? inject('address'),
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`)
  })

  const settle = async (): Promise<void> => {
    await page.waitForLoadState('networkidle')
    await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 15_000 }).toBe(0)
  }
  const noComplaint = async (): Promise<void> => {
    await settle()
    expect(complaints, `console of ${page.url()}`).toEqual([])
  }
  const check = async (): Promise<void> => {
    await settle()
    // A page that changes while it is looked at can seem wrong for a moment; what is wrong stays wrong.
    await expect
      .poll(() => inaccessible(page), { message: `accessibility of ${page.url()}`, timeout: 15_000 })
      .toEqual([])
    await noComplaint()
    await picture(page, phone ? 'phone' : dark ? 'dark' : 'wide')
  }

  return {
    page,
    context,
    check,
    async open(path) {
      await page.goto(path)
      await noComplaint()
    },
    async visit(path) {
      await page.goto(path)
      await check()
    },
    async signIn(email) {
      await page.goto('/sign-in')
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password', { exact: true }).fill(demoPassword)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      await settle()
    },
    leave: () => context.close(),
  }
}

async function inaccessible(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Pictures of every page visited, to be looked at; not kept in the repository. */
async function picture(page: Page, look: string): Promise<void> {
  const folder = join(import.meta.dirname, 'screenshots')
  await mkdir(folder, { recursive: true })
  const name = new URL(page.url()).pathname
    .replace(/[0-9a-f-]{36}/g, 'id')
    .replace(/[A-Za-z0-9_-]{43}/g, 'token')
    .replace(/[^a-z0-9]+/gi, '-')
  await page.screenshot({ path: join(folder, `${look}${name === '-' ? '-home' : name}.png`) })
}
