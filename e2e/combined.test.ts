import type { Locator } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

const programs = [
  { name: 'Musculoskeletal Imaging Fellowship', director: 'udo.beryl@lakeview.example' },
  { name: 'Radiology Informatics Fellowship', director: 'cora.knotwood@lakeview.example' },
] as const

it('two programs agree to train one fellow together', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const appoint = async (dialog: Locator, program: string): Promise<void> => {
    await dialog.getByRole('combobox', { name: 'Program' }).click()
    await page.getByRole('option', { name: program }).click()
    await expect.poll(() => dialog.getByRole('combobox', { name: 'Level at the start' }).inputValue()).toBe('PGY-6')
    await dialog.getByLabel('First day').fill('2028-07-01')
    await dialog.getByLabel('Last day').fill('2030-06-30')
    await dialog.getByLabel('Share of full time').fill('50')
  }
  const adding = page.getByRole('dialog', { name: 'Add a person' })
  await adding.getByLabel('Given name').fill('Juno')
  await adding.getByLabel('Family name').fill('Twofold')
  await appoint(adding, programs[0].name)
  await coordinator.check()
  await adding.getByRole('button', { name: 'Add', exact: true }).click()
  await page.waitForURL(/\/people\/[0-9a-f-]{36}/)
  const { pathname } = new URL(page.url())
  await page.getByRole('button', { name: 'Appoint', exact: true }).click()
  const appointing = page.getByRole('dialog', { name: 'Appoint Juno Twofold' })
  await appoint(appointing, programs[1].name)
  await appointing.getByRole('button', { name: 'Appoint', exact: true }).click()
  await page.getByRole('button', { name: 'Propose', exact: true }).click()
  const proposing = page.getByRole('dialog', { name: 'Propose a combined fellowship' })
  expect(await proposing.getByRole('checkbox', { checked: true }).count()).toBe(2)
  await coordinator.check()
  await proposing.getByRole('button', { name: 'Propose' }).click()
  await expect.poll(() => page.getByText('Until every program has agreed').count()).toBe(1)
  await coordinator.check()
  await coordinator.leave()

  for (const [before, { name, director: email }] of programs.entries()) {
    const director = await newVisitor()
    await director.signIn(email)
    await director.visit(pathname)
    await director.page.getByRole('button', { name: `Agree for ${name}` }).click()
    await expect.poll(() => director.page.getByText(/^Agreed by/).count()).toBe(before + 1)
    const active = director.page.getByText(/Proposed by Oona Pewter .* Every program has agreed\.$/)
    await expect.poll(() => active.count()).toBe(before)
    await director.check()
    await director.leave()
  }
})
