import { afterAll, expect, it } from 'vitest'
import { grid, openDraft } from './draft.ts'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a coordinator zooms out to the whole training, is told what is not edited here, and finds the zoom again', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await openDraft(coordinator, 'Zoom', 'record')
  const kept = async (): Promise<unknown> => (await page.request.get('/api/me/grid-zoom')).json()
  const zoom = page.getByLabel('How much time to show')
  await expect.poll(() => zoom.inputValue()).toBe('year')
  await page.getByLabel('Show only trainees whose name contains').fill('Ines Cedar')
  await grid(page).focus()
  await page.keyboard.press('Alt+Minus')
  await page.keyboard.press('Alt+Minus')
  expect(await zoom.inputValue()).toBe('training')
  const year = grid(page).getByRole('columnheader', { name: '2025-26' })
  await year.waitFor()
  await coordinator.check()
  // Ines began in the year before: what stands there is published, and not of this draft.
  await grid(page).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await page.getByText('Only 2026-27 is part of this draft.').waitFor()
  await page.keyboard.press('F2')
  await page.getByRole('link', { name: 'Open 2025-26, as published' }).waitFor()
  await coordinator.check()
  await page.keyboard.press('Escape')
  // Kept once it has settled.
  await expect.poll(kept, { timeout: 10_000 }).toEqual({ zoom: 'training' })
  await page.goto('/schedule')
  await expect.poll(() => zoom.inputValue()).toBe('training')
  await coordinator.check()
  await zoom.selectOption('year')
  await expect.poll(kept, { timeout: 10_000 }).toEqual({ zoom: 'year' })
  await coordinator.leave()
})
