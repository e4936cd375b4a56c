import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a coordinator builds next year with the solver and publishes it; a trainee finds it', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/schedule/scenarios')
  await page.getByRole('link', { name: 'First draft' }).click()
  await coordinator.check()

  await page.getByRole('button', { name: 'Solver' }).click()
  await page.getByLabel('Seconds').fill('90')
  await page.getByRole('button', { name: 'Fill the draft' }).click()
  await expect
    .poll(() => page.getByRole('button', { name: 'Stop and keep the best' }).count(), { timeout: 20_000 })
    .toBe(1)
  await expect
    .poll(() => page.getByText(/keeps every hard rule|Every rule is met/).count(), { timeout: 110_000 })
    .toBeGreaterThan(0)
  const stop = page.getByRole('button', { name: 'Stop and keep the best' })
  if ((await stop.count()) > 0) await stop.click()
  await expect.poll(() => page.getByText(/Every rule is met/).count(), { timeout: 30_000 }).toBeGreaterThan(0)
  await coordinator.check()

  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByLabel('Reason').fill('The year as we want it')
  await expect.poll(() => page.getByText('No rule is broken').count()).toBe(1)
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
  await expect.poll(() => page.getByText(/Published as version 1/).count(), { timeout: 30_000 }).toBe(1)
  await coordinator.visit('/schedule/history?year=2027')
  await coordinator.leave()

  const trainee = await newVisitor({ phone: true })
  await trainee.signIn(logins.trainee)
  await trainee.visit('/inbox')
  await expect.poll(() => trainee.page.getByText(/2027-28/).count()).toBeGreaterThan(0)
  await trainee.leave()
})
