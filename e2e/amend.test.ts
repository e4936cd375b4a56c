import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a coordinator amends the published schedule with a reason, and the history tells it', async () => {
  const reason = 'The ultrasound room is rebuilt in the spring'
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/schedule?year=2026')
  await page.getByRole('button', { name: 'Amend' }).click()
  await coordinator.check()
  await page.getByLabel('Show only trainees whose name contains').fill('Udo Cedar')
  const cell = page.getByRole('gridcell', { name: /^Udo Cedar, /, selected: true })
  await expect.poll(() => cell.count()).toBe(1)

  const grid = page.getByRole('grid', { name: /being amended/ })
  await grid.press('End')
  await grid.press('Enter')
  await page.getByRole('combobox', { name: 'Set a rotation' }).fill('elective')
  await page.getByRole('combobox', { name: 'Set a rotation' }).press('Enter')
  await expect.poll(() => cell.getAttribute('aria-label')).toMatch(/: Elective/)
  const save = page.getByRole('button', { name: 'Save the amendment' })
  expect(await save.isEnabled()).toBe(false)
  await page.getByLabel('Why').fill(reason)
  await coordinator.check()
  await save.click()
  await expect.poll(() => page.getByRole('button', { name: 'Amend', exact: true }).count()).toBe(1)

  await page.getByRole('link', { name: 'History' }).click()
  await expect.poll(() => page.getByText(`Oona Pewter: ${reason}`).count()).toBe(1)
  await expect.poll(() => page.getByRole('heading', { name: /: amendment$/ }).count()).toBeGreaterThan(0)
  await expect.poll(() => page.getByRole('listitem').filter({ hasText: 'Udo Cedar' }).count()).toBeGreaterThan(0)
  await coordinator.check()
  await coordinator.leave()
})
