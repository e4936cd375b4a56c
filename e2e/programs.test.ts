import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

const shipped = join(import.meta.dirname, '../programs/body-imaging-and-intervention-fellowship/2025-07-01.yaml')

it('a coordinator imports a definition: first with a mistake, then a new version, and exports the same text', async () => {
  const text = (await readFile(shipped, 'utf8')).replace('effectiveOn: 2025-07-01', 'effectiveOn: 2028-07-01')
  const later = text.replace('label: Twelve months', 'label: More elective time')
  const changed = later
    .replace('amount: { exactly: 3, unit: months }', 'amount: { exactly: 2, unit: months }')
    .replace('amount: { exactly: 1, unit: months }', 'amount: { exactly: 2, unit: months }')
    .replace('capacity: { max: 2,', 'capacity: { max: 3,')
  const mistaken = changed.replace('counts: [computed-tomography]', 'counts: [computer-tomography]')
  const line = mistaken.slice(0, mistaken.indexOf('computer-tomography')).split('\n').length

  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/curriculum')
  await page.getByRole('button', { name: 'Import a definition' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a program definition' })
  const choose = (content: string) =>
    dialog.locator('input[type="file"]').setInputFiles({
      name: 'body.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(content),
    })
  await choose(mistaken)
  await expect
    .poll(() => dialog.getByRole('listitem').filter({ hasText: 'computer-tomography' }).count())
    .toBeGreaterThan(0)
  const problem = dialog.getByRole('listitem').filter({ hasText: 'computer-tomography' }).first()
  expect(await problem.textContent()).toContain(`Line ${line}`)
  expect(await dialog.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0)
  await coordinator.check()

  await choose(changed)
  const changes = dialog.getByRole('list', { name: 'What changes' })
  await expect.poll(() => changes.getByRole('listitem').filter({ hasText: 'Computed tomography' }).count()).toBe(1)
  await coordinator.check()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.getByRole('link', { name: 'Open the program' }).click()
  await page.waitForURL(/\/curriculum\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: /^More elective time, from/ }).click()
  await page.waitForURL(/version=/)
  await coordinator.check()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toBe(changed)
  await coordinator.leave()
})
