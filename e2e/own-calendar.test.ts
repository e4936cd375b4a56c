import { afterAll, expect, inject, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a trainee takes the schedule along as a calendar, and can end that', async () => {
  const trainee = await newVisitor({ phone: true })
  const { page } = trainee
  await trainee.signIn(logins.combinedFellow)
  await trainee.visit('/me/schedule')
  await page.getByRole('button', { name: /calendar address/i }).click()
  const shown = page.getByText(/\/feeds\/[\w-]+\.ics/).or(page.locator('input[value*="/feeds/"]'))
  await expect.poll(() => shown.count()).toBeGreaterThan(0)
  const text =
    (await shown
      .first()
      .inputValue()
      .catch(() => shown.first().textContent())) ?? ''
  const address = new URL(/https?:\/\/\S+\.ics/.exec(text)?.[0] ?? '')
  const feed = await fetch(inject('address') + address.pathname)
  expect(feed.headers.get('content-type')).toContain('text/calendar')
  const calendar = await feed.text()
  expect(calendar).toContain('BEGIN:VEVENT')
  expect(calendar).toMatch(/DTSTART;VALUE=DATE:202\d{5}/)
  await trainee.check()

  await page
    .getByRole('button', { name: /revoke/i })
    .first()
    .click()
  const confirm = page.getByRole('dialog').getByRole('button', { name: /revoke/i })
  if ((await confirm.count()) > 0) await confirm.click()
  await expect.poll(async () => (await fetch(inject('address') + address.pathname)).status).toBe(404)
  await trainee.leave()
})
