import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a trainee sends a renewed document on the phone; the coordinator has seen it', async () => {
  const trainee = await newVisitor({ phone: true })
  await trainee.signIn(logins.combinedFellow)
  await trainee.visit('/me/documents')
  await trainee.page.getByRole('button', { name: 'Renew Medical licence' }).first().click()
  const form = trainee.page.getByRole('dialog')
  await form.getByLabel('Number').fill('L-2029')
  await form.getByLabel('Issued on').fill('2026-11-01')
  await form.getByLabel('Valid until').fill('2029-10-31')
  const scan = { name: 'licence.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 a scan') }
  await trainee.page.locator('input[type=file]').setInputFiles(scan)
  await form.getByRole('button', { name: 'Keep it' }).click()
  await expect.poll(() => trainee.page.getByText(/No. L-2029/).count()).toBe(1)
  await trainee.check()
  await trainee.leave()

  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/documents')
  await page.getByRole('link', { name: 'Lars Yew' }).first().click()
  await expect.poll(() => page.getByText(/No. L-2029/).count()).toBe(1)
  await page.getByRole('button', { name: 'Confirm Medical licence' }).first().click()
  await expect.poll(() => page.getByText(/No. L-2029, until .* seen by/).count()).toBe(1)
  await coordinator.check()
  await coordinator.leave()
})
