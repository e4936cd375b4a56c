import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a coordinator leads a program into the next year, and takes all of it back', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  const button = (name: RegExp) => page.getByRole('button', { name })
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/rollover')
  await page.getByRole('link', { name: 'Vascular/Interventional Imaging Fellowship' }).click()
  await page.getByRole('heading', { name: 'Vascular/Interventional Imaging Fellowship: into 2027-28' }).waitFor()
  await page.getByText(/^All \d/).click()
  await coordinator.check()

  // Somebody who is on the published schedule cannot leave before its end: the page says so, and nothing is lost.
  const decision = page.getByLabel(/^Decision about/).first()
  await decision.selectOption('end')
  await page.getByLabel(/^Last day of/).fill('2027-05-31')
  await button(/^Keep the last day of/).click()
  await page.getByRole('tab', { name: /1 to put right/ }).click()
  await page.getByText(/is on the published schedule until .* Amend the schedule first/).waitFor()
  expect(await button(/^Write/).isDisabled()).toBe(true)
  await coordinator.check()
  await page.getByRole('tab', { name: /Who is here/ }).click()
  await page.getByText(/^All \d/).click()
  await decision.selectOption('keep')
  await expect.poll(() => page.getByRole('tab', { name: /to put right/ }).count()).toBe(0)

  await page.getByRole('tab', { name: /Who comes/ }).click()
  await coordinator.check()
  await button(/Paste a list/).click()
  await page.getByLabel('A person on each line').fill('Nova Rollover\tnova.rollover@lakeview.example')
  await button(/Read the list/).click()
  await page.getByText(/Nova Rollover, nova\.rollover@lakeview\.example: PGY-6/).waitFor()
  await coordinator.check()
  await button(/^Add 1 person/).click()
  await page
    .getByText(/5 of 4 positions/)
    .first()
    .waitFor()

  await page.getByRole('tab', { name: /The year/ }).click()
  await page.getByRole('checkbox', { name: 'Begin a draft' }).check()
  await page.getByLabel('Its name').fill('The fellowship’s next year')
  await coordinator.check()
  await button(/^Keep and read/).click()
  await page.getByText(/Nova Rollover is entered as a new person/).waitFor()
  await page.getByText(/A draft “The fellowship’s next year” of 2027-28 begins/).waitFor()
  await coordinator.check()
  await button(/^Write \d+ changes/).click()

  await page.getByRole('heading', { name: /^Done on .* by Oona Pewter/ }).waitFor()
  await coordinator.check()
  await page.getByRole('link', { name: /A draft “The fellowship’s next year”/ }).click()
  await page.getByRole('heading', { name: /The fellowship’s next year/ }).waitFor()
  await page.goBack()
  await button(/^Take all of it back/).click()
  await page.getByText(/taken back by Oona Pewter .* all of it\./).waitFor()
  await coordinator.check()
  await coordinator.leave()
})
