import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a chief tries a change by hand in a draft of this year, and puts the draft away', async () => {
  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  await chief.visit('/schedule/scenarios')
  await page.getByRole('button', { name: 'Start a draft' }).click()
  const dialog = page.getByRole('dialog', { name: 'Start a draft' })
  await dialog.getByLabel('Name').fill('By hand')
  await dialog.getByLabel('Academic year').selectOption({ label: '2026-27' })
  await dialog.getByRole('radio', { name: 'The schedule of record' }).check()
  await chief.check()
  await dialog.getByRole('button', { name: 'Start' }).click()
  await page.waitForURL(/\/schedule\/scenarios\/[0-9a-f-]{36}/)
  await chief.check()

  await page.getByLabel('Show only trainees whose name contains').fill('Mina Marble')
  const cell = page.getByRole('gridcell', { name: /^Mina Marble, .*2026/, selected: true })
  await expect.poll(() => cell.count()).toBe(1)
  const before = (await cell.getAttribute('aria-label')) ?? ''
  expect(before).not.toContain('Nuclear')
  const grid = page.getByRole('grid', { name: 'Draft By hand' })
  await grid.focus()
  await page.keyboard.press('n')
  const box = page.getByRole('combobox', { name: 'Set a rotation' })
  await expect.poll(() => box.inputValue()).toBe('n')
  await box.fill('nuclear')
  await chief.check()
  await box.press('Enter')
  const words = () => cell.getAttribute('aria-label')
  await expect.poll(words).toMatch(/: Nuclear.*, pinned$/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(words).toBe(before)

  await grid.press('Enter')
  await page.getByRole('button', { name: 'Pin', exact: true }).click()
  await expect.poll(words).toBe(`${before}, pinned`)
  await chief.check()
  await page.keyboard.press('Escape')
  const saved = page.waitForResponse(
    (response) => response.request().postData()?.includes('"rotationId":null') ?? false,
  )
  await grid.press('Delete')
  await expect.poll(words).toMatch(/: nothing assigned$/)
  expect((await saved).ok()).toBe(true)
  await page.reload()
  await page.getByLabel('Show only trainees whose name contains').fill('Mina Marble')
  await expect.poll(words).toMatch(/: nothing assigned$/)

  await page.getByRole('link', { name: 'All drafts' }).click()
  await page.getByRole('button', { name: 'Put away By hand' }).click()
  await expect.poll(() => page.getByRole('row', { name: /By hand/ }).textContent()).toContain('Put away')
  await chief.check()
  await chief.leave()
})
