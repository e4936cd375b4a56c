import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a trainee ranks what they would like next year and finds it again', async () => {
  const trainee = await newVisitor({ phone: true })
  const { page } = trainee
  await trainee.signIn(logins.trainee)
  await trainee.visit('/me/preferences')
  const wanted = page
    .locator('section', { has: page.getByRole('heading', { name: 'I would like' }) })
    .getByRole('listitem')
  const count = await wanted.count()
  await page.getByRole('combobox', { name: 'Add a rotation you would like' }).fill('nuclear')
  await page.getByRole('option', { name: /Nuclear/ }).click()
  await expect.poll(() => wanted.count()).toBe(count + 1)
  for (let place = count; place > 0; place--) await page.getByRole('button', { name: /^Up: Nuclear/ }).click()
  await expect.poll(() => wanted.first().textContent()).toContain('Nuclear')
  await trainee.check()
  await page.getByRole('button', { name: 'Save my wishes' }).click()
  await expect.poll(() => page.getByText('Saved.', { exact: true }).count()).toBe(1)
  await trainee.visit('/me/preferences')
  await expect.poll(() => wanted.count()).toBe(count + 1)
  expect(await wanted.first().textContent()).toContain('Nuclear')
  await trainee.leave()
})

it('a coordinator builds next year with the solver and publishes it; a trainee finds it', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/schedule/scenarios')
  await page.getByRole('link', { name: 'First draft', exact: true }).click()
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
  await expect.poll(() => page.getByRole('button', { name: 'Publish' }).isEnabled(), { timeout: 30_000 }).toBe(true)
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
  await trainee.visit('/me/preferences')
  await expect.poll(() => trainee.page.getByText(/it is too late for wishes/).count()).toBe(1)
  expect(await trainee.page.getByRole('button', { name: 'Save my wishes' }).count()).toBe(0)
  await trainee.leave()
})
