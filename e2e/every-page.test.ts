import { afterAll, describe, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

/**
 * Everybody opens everything their rail offers. Each page is checked for complaints of the browser, and for accessibility: the home for
 * each role, every other page for the first role that comes to it.
 */
afterAll(closeBrowser)
const checked = new Set(['/'])

const roles = Object.entries(logins) as [keyof typeof logins, string][]

describe('every page of the rail', () => {
  it.each(roles)('opens for the %s', async (_, email) => {
    const visitor = await newVisitor()
    await visitor.signIn(email)
    await visitor.check()
    const links = await visitor.page
      .getByRole('navigation')
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(links.length).toBeGreaterThan(1)
    for (const path of new Set(links)) {
      await (checked.has(path) ? visitor.open(path) : visitor.visit(path))
      checked.add(path)
      await expect.poll(() => visitor.page.locator('h1').count()).toBe(1)
    }
    await visitor.leave()
  })
})

describe.each([{ phone: true }, { dark: true }])('with %o', (options) => {
  it('the pages of a trainee and of a coordinator hold', async () => {
    for (const email of [logins.trainee, logins.coordinator]) {
      const visitor = await newVisitor(options)
      await visitor.signIn(email)
      const own =
        email === logins.trainee
          ? ['/', '/me/schedule', '/me/progress', '/schedule', '/inbox']
          : ['/', '/schedule', '/people', '/curriculum', '/risk']
      for (const path of own) {
        await visitor.visit(path)
        const width = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(width, `sideways scroll of ${path}`).toBeLessThanOrEqual(0)
      }
      await visitor.leave()
    }
  })
})
