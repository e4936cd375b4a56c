import { afterAll, expect, it } from 'vitest'
import { closeBrowser, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

// A fellow whose week nobody else looks at, and the director of that fellowship.
const fellow = 'dov.quartz@lakeview.example'
const director = 'joss.kestrel@lakeview.example'

it('a trainee confirms a week on a phone, tells about a broken rule, and the director closes it', async () => {
  const trainee = await newVisitor({ phone: true })
  const { page } = trainee
  await trainee.signIn(fellow)
  await page.getByRole('link', { name: /Confirm your hours of the week of 9 Nov/ }).click()
  await page.getByRole('heading', { name: /Week of 9 Nov/ }).waitFor()
  await trainee.check()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(sideways, 'sideways scroll').toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'All right', exact: true }).click()
  await page.getByText(/Confirmed up to Sun 15 Nov/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'All right', exact: true }).count()).toBe(0)

  // What was confirmed can still be added to until the week locks: a call that went on for too long.
  await page.getByRole('button', { name: 'Something else' }).click()
  await page.getByRole('menuitem', { name: 'In-house call' }).click()
  const form = page.getByRole('form', { name: 'Time worked' })
  await form.getByLabel('Day', { exact: true }).fill('2026-11-14')
  await form.getByLabel('From', { exact: true }).fill('06:00')
  await form.getByLabel('To', { exact: true }).fill('05:00')
  await form.getByLabel('To', { exact: true }).fill('10:30')
  await form.getByRole('combobox', { name: 'Ends' }).click()
  await page.getByRole('option', { name: 'the next day' }).click()
  await form.getByText(/28 h 30 min without a break/).waitFor()
  await trainee.check()
  await form.getByRole('button', { name: 'Log it' }).click()
  await page.getByRole('button', { name: 'Tell what happened' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'What happened?' })
  await dialog.getByLabel('A colleague was away').check()
  await dialog.getByLabel('What would help?').fill('Somebody to hand the suite over to at seven.')
  await trainee.check()
  await dialog.getByRole('button', { name: 'Send to the director' }).click()
  await page.getByText('Told; waits for the director').waitFor()

  const office = await newVisitor()
  await office.signIn(director)
  await office.page.getByRole('link', { name: /work-hour violations? waits? for your action/ }).click()
  const told = office.page.locator('section', { hasText: 'Somebody to hand the suite over to at seven.' })
  await told.getByLabel('What is done about it').fill('A second fellow takes over at seven from next week on.')
  await told.getByRole('button', { name: 'Close with this action' }).click()
  await office.page
    .getByText(/A second fellow takes over at seven/)
    .first()
    .waitFor()
  await office.check()
  await office.visit('/hours')
  await expect.poll(() => office.page.getByText(/A second fellow takes over/).count()).toBe(1)
  await office.visit('/hours/settings')
  await office.leave()

  await trainee.visit('/me/hours?week=2026-11-09')
  await page.getByText(/A second fellow takes over at seven/).waitFor()
  await trainee.visit('/me/hours/windows')
  await trainee.leave()
})

it('anybody tells a concern without a name, and only the office reads it', async () => {
  const trainee = await newVisitor({ phone: true })
  await trainee.signIn(fellow)
  await trainee.visit('/concern')
  const { page } = trainee
  await page.getByText(/nobody else in Gradus/).waitFor()
  await page.getByLabel('What is wrong').fill('The pager of the suite is never handed over before eight.')
  await page.getByRole('button', { name: 'Send without my name' }).click()
  await page.getByText('It is sent').waitFor()
  await trainee.check()
  await trainee.leave()

  const office = await newVisitor({ dark: true })
  await office.signIn('quin.rowan@lakeview.example')
  await office.visit('/hours/concerns')
  await office.page.getByText('The pager of the suite is never handed over before eight.').waitFor()
  await office.leave()

  const other = await newVisitor()
  await other.signIn(director)
  await other.visit('/hours/concerns')
  expect(await other.page.getByText('The pager of the suite').count()).toBe(0)
  await other.leave()
})
