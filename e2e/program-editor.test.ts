import { readFile } from 'node:fs/promises'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a coordinator writes a new version by form and by text, sees what it means, and makes it one', async () => {
  const coordinator = await newVisitor()
  const { page } = coordinator
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/curriculum')
  await page.getByRole('link', { name: 'Musculoskeletal Imaging Fellowship', exact: true }).click()
  await page.getByRole('button', { name: 'Write a new version' }).click()
  const start = page.getByRole('dialog', { name: 'Write a new version' })
  await start.getByLabel('Takes effect on').fill('2031-07-01')
  await coordinator.check()
  await start.getByRole('button', { name: 'Start the draft' }).click()
  await page.waitForURL(/\/curriculum\/drafts\//)
  const parts = page.getByRole('navigation', { name: 'Parts of the definition' })
  const show = (view: string) =>
    page.getByRole('radio', { name: view, exact: true }).locator('xpath=following-sibling::label').click()
  const saved = () => expect.poll(() => page.getByText('Saved.', { exact: true }).count(), { timeout: 15_000 }).toBe(1)

  // By form: more MRI than this year's fellows have.
  await parts.getByRole('button', { name: 'Requirements' }).click()
  await page.getByRole('button', { name: /^Musculoskeletal MRI/ }).click()
  await page.getByRole('textbox', { name: 'At least', exact: true }).fill('22')
  await page.getByRole('textbox', { name: 'At least', exact: true }).blur()
  await saved()
  await expect.poll(() => page.getByText(/would miss “Musculoskeletal MRI” by 2 weeks/).count()).toBeGreaterThan(0)
  await expect.poll(() => page.getByText(/^If all \d+ fellows followed it: \d+ would stand worse/).count()).toBe(1)
  await coordinator.check()

  // By text: a mistake is told with its place, in the form as well.
  await show('Text')
  const text = page.getByLabel('Definition as text (YAML)')
  const source = await text.inputValue()
  expect(source).toContain('atLeast: 22')
  await text.fill(source.replace(/counts: \[ ?msk-mri ?\]/, 'counts: [mks-mri]'))
  await page.getByRole('button', { name: /^requirements\[1\]\.counts/ }).click()
  await expect.poll(() => page.getByText(/There is no rotation or group “mks-mri”/).count()).toBeGreaterThan(1)
  expect(await page.getByRole('button', { name: 'Make it a version' }).isDisabled()).toBe(true)
  await coordinator.check()

  // Somebody else has it open, and is told instead of writing over it. What they typed stays until they decide.
  await text.fill(source)
  await saved()
  const other = await newVisitor()
  await other.signIn(logins.dio)
  await other.page.goto(page.url())
  const summary = other.page.getByRole('textbox', { name: /^Summary/ })
  await expect.poll(() => summary.count()).toBe(1)
  await text.fill(source.replace('label: Fifty-two weeks (2025)', 'label: More MRI'))
  await saved()
  await summary.fill('A year of imaging of bones, joints and muscles.')
  await summary.blur()
  await expect.poll(() => other.page.getByText(/changed this draft meanwhile/).count()).toBeGreaterThan(0)
  expect(await summary.inputValue()).toContain('bones, joints and muscles')
  await other.page.getByRole('button', { name: /^Take theirs/ }).click()
  await expect.poll(() => summary.inputValue()).not.toContain('bones, joints and muscles')
  await other.leave()

  await show('Changes')
  await expect
    .poll(() => page.getByRole('list', { name: 'What changes' }).getByRole('listitem').count())
    .toBeGreaterThan(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('label: More MRI')
  await page.getByRole('button', { name: 'Make it a version' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make this a version' })
  await coordinator.check()
  await dialog.getByRole('button', { name: 'Make it a version' }).click()
  await page.waitForURL(/\/curriculum\/[0-9a-f-]{36}$/)
  await expect.poll(() => page.getByRole('button', { name: /^More MRI, from/ }).count()).toBe(1)
  await coordinator.check()
  await coordinator.leave()
})

it('a fellow reads the goals of a rotation on the phone, and the desk sees it', async () => {
  const fellow = await newVisitor({ phone: true })
  await fellow.signIn('sven.alder@lakeview.example')
  await fellow.visit('/me/goals')
  const card = fellow.page
    .getByRole('region')
    .filter({ has: fellow.page.getByRole('button', { name: 'I have read these' }) })
    .first()
  const name = (await card.getByRole('heading', { level: 2 }).textContent()) ?? ''
  await card.getByRole('button', { name: 'I have read these' }).click()
  await expect
    .poll(() =>
      fellow.page
        .getByRole('region')
        .filter({ hasText: name })
        .first()
        .getByText(/^Read /)
        .count(),
    )
    .toBe(1)
  await fellow.check()
  await fellow.leave()

  const desk = await newVisitor()
  await desk.signIn(logins.coordinator)
  await desk.visit('/goals')
  const row = desk.page.getByRole('row').filter({ hasText: 'Sven Alder' }).filter({ hasText: name }).first()
  await expect.poll(() => row.getByText(/^Read /).count()).toBe(1)
  await desk.visit('/schedule/wishes')
  await desk.visit('/schedule/wishes/results')
  await desk.leave()
})
