import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

const header = 'Staff number,Given name,Family name,E-mail,Role,Program,Level,Start,End'
const program = 'body-imaging-and-intervention-fellowship'

it('a coordinator imports people from a spreadsheet: first with mistakes, then right', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/people/import')
  const upload = (rows: string[]) =>
    page.locator('input[type="file"]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([header, ...rows].join('\n')),
    })
  await upload([
    `N1,Nova,Import,nova.import@lakeview.example,trainee,${program},PGY-6,2027-07-01,2026-06-30`,
    `N2,=1+1,Import,second.import@lakeview.example,trainee,${program},PGY-6,2027-07-01,2028-06-30`,
  ])
  await coordinator.check()
  await page.getByRole('button', { name: 'See the rows' }).click()
  await expect.poll(() => page.getByText(/before/).count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: 'Import', exact: true }).isEnabled()).toBe(false)
  await coordinator.check()

  await page.goto('/people/import')
  await upload([`N1,Nova,Import,nova.import@lakeview.example,trainee,${program},PGY-6,2027-07-01,2028-06-30`])
  await page.getByRole('button', { name: 'See the rows' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('link', { name: 'See the people' }).click()
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('Nova')
  await expect.poll(() => page.getByRole('link', { name: /Nova/ }).count()).toBeGreaterThan(0)
  await coordinator.leave()
})

it('two people change the same person at once: the second is told and loses nothing', async () => {
  const [first, second] = [await newVisitor(), await newVisitor()]
  for (const visitor of [first, second]) {
    await visitor.signIn(logins.coordinator)
    await visitor.visit('/people')
    await visitor.page.getByRole('searchbox', { name: 'Search', exact: true }).fill('Finn')
    await visitor.page.getByRole('link', { name: /Finn/ }).first().click()
    await visitor.check()
    await visitor.page
      .getByRole('button', { name: /edit|change/i })
      .first()
      .click()
  }
  await first.page.getByLabel('Given name').fill('Finnian')
  await first.page.getByRole('button', { name: /save/i }).click()
  await expect.poll(() => first.page.getByRole('heading', { name: /Finnian/ }).count()).toBeGreaterThan(0)
  await second.page.getByLabel('Given name').fill('Finnegan')
  await second.page.getByRole('button', { name: /save/i }).click()
  await expect.poll(() => second.page.getByRole('alert').count()).toBeGreaterThan(0)
  expect(await second.page.getByLabel('Given name').inputValue()).toBe('Finnegan')
  await first.leave()
  await second.leave()
})

it('a coordinator finds five people, changes them at once by keyboard, and takes it back', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/people')
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).first().click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  await choose('Status', 'Incoming')
  const search = page.getByRole('searchbox', { name: 'Search', exact: true })
  await search.fill('lakeview')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByLabel('Save what I see as').fill('Incoming')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('button', { name: 'Remove the view Incoming' }).waitFor()
  await page.keyboard.press('Escape')

  await search.press('ArrowDown')
  await page.keyboard.press(' ')
  for (let line = 0; line < 4; line++) await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('5 people chosen').waitFor()
  await coordinator.check()
  const lastDays = async () => {
    const rows = page.getByRole('row').filter({ has: page.getByRole('gridcell') })
    return Promise.all([0, 1, 2, 3, 4].map((line) => rows.nth(line).locator('[data-column="endOn"]').textContent()))
  }
  const before = await lastDays()

  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await choose('Last day', 'Move by')
  await page.getByLabel('Last day, by how many days').fill('10')
  await page.getByLabel('Reason').fill('A later start of the year')
  await page.getByRole('button', { name: 'See what changes' }).click()
  await page.getByText('5 people change').waitFor()
  await coordinator.check()
  await page.getByRole('button', { name: 'Change 5 people' }).click()
  await page.getByText('5 people changed: Last day 10 days later.').waitFor()
  const after = await lastDays()
  expect(after.every((day, line) => day !== before[line])).toBe(true)

  await page.getByRole('link', { name: 'What was changed' }).click()
  await page.getByText('A later start of the year').waitFor()
  await coordinator.check()
  await page.getByRole('button', { name: 'Take back for 5 people' }).click()
  await page.getByRole('link', { name: 'The change that took this back' }).waitFor()
  await coordinator.visit('/people/changes')
  await coordinator.visit('/people?status=incoming&q=lakeview')
  await expect.poll(lastDays).toEqual(before)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('button', { name: 'Incoming', exact: true }).click()
  await coordinator.leave()
})

it('a person’s training is drawn over the years, and stands in a table', async () => {
  for (const phone of [false, true]) {
    const coordinator = await newVisitor({ phone })
    const { page } = coordinator
    await coordinator.signIn(logins.coordinator)
    await coordinator.visit('/people?q=edda+knotwood')
    await page.getByRole('link', { name: 'Knotwood, Edda' }).click()
    await page.getByText('is expected to end on').waitFor()
    await coordinator.check()
    await page.getByText('Table', { exact: true }).click()
    await expect.poll(() => page.getByRole('cell', { name: 'Does not count towards training' }).count()).toBe(1)
    await coordinator.check()
    await coordinator.leave()
  }
})
