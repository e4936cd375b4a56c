import { afterAll, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

const months = ['Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun']
const text = (value: string) => ({ value, type: String })

/** As a desk keeps it: a title, "Last, First", merged months, halves with vacation, a code of its own and a line that is nobody. */
async function lastYear(people: readonly string[]): Promise<Buffer> {
  const turned = people.map((name) => {
    const [given = '', ...family] = name.split(' ')
    return `${family.join(' ')}, ${given} MD`
  })
  const codes = ['MRI', 'US/VAC', 'Bone', 'CT', 'CT', 'MRI', 'MRI', 'CT', 'CT', 'US']
  return writeXlsxFile([
    [text('MSK fellows')],
    [text('Fellow'), ...months.map(text)],
    ...turned.map((name) => [text(name), { value: 'MRI', type: String, columnSpan: 2 }, null, ...codes.map(text)]),
    [text('Holiday coverage'), ...months.map(() => text('see list'))],
  ]).toBuffer()
}

it('a coordinator imports a year kept in a spreadsheet', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/schedule/scenarios')
  await page.getByRole('link', { name: 'Import a spreadsheet' }).click()
  await page
    .getByRole('main')
    .getByRole('combobox', { name: 'Program' })
    .selectOption({ label: 'Musculoskeletal Imaging Fellowship' })
  await page.getByRole('main').getByRole('combobox', { name: 'Academic year' }).selectOption('2026')
  await coordinator.check()
  const file = {
    name: 'MSK fellows.xlsx',
    mimeType: 'application/octet-stream',
    buffer: await lastYear(['Zeno Nuthatch', 'Alba Osprey']),
  }
  await page.locator('input[type=file]').setInputFiles(file)

  await expect.poll(() => page.getByText(/It is not clear who 1 line is about/).count()).toBe(1)
  await coordinator.check()
  expect(await page.getByRole('button', { name: /^Draft \d+ assignments/ }).isDisabled()).toBe(true)
  await page.getByRole('combobox', { name: /Who “Holiday coverage”/ }).click()
  await page.getByRole('option', { name: 'Leave this line out' }).click()
  await expect.poll(() => page.getByText(/It is not clear what 1 code means/).count()).toBe(1)
  await page.getByRole('combobox', { name: 'What “BONE” means' }).click()
  await page.getByRole('option').filter({ hasText: 'adiograph' }).first().click()
  await expect.poll(() => page.getByText(/Everything is understood: 2 people/).count()).toBe(1)
  await coordinator.check()
  await page.getByRole('button', { name: /^Draft \d+ assignments/ }).click()
  await page.waitForURL(/scenarios/)
  await expect.poll(() => page.getByRole('grid').count()).toBe(1)
  await coordinator.check()
  await coordinator.leave()
})
