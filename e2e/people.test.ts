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
