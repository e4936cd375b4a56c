import { afterAll, expect, it } from 'vitest'
import { closeBrowser, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('anybody reads what a program offers, without an account and without scripts', async () => {
  const visitor = await newVisitor()
  const { page } = visitor
  await visitor.visit('/programs')
  await expect
    .poll(() => page.getByRole('link', { name: 'Musculoskeletal Imaging Fellowship' }).count())
    .toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Musculoskeletal Imaging Fellowship' }).first().click()
  await visitor.check()
  for (const section of ['Overview', 'Rotation', 'Call', 'Research', 'How to apply'])
    await expect
      .poll(() => page.getByRole('heading', { name: new RegExp(section) }).count(), { message: section })
      .toBeGreaterThan(0)
  const facts: unknown = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  expect(facts).toMatchObject({ '@type': 'EducationalOccupationalProgram' })
  expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0)
  await visitor.leave()
})

it('the signed out are sent to sign in, and then to where they wanted to go', async () => {
  const visitor = await newVisitor()
  await visitor.page.goto('/risk')
  await visitor.page.waitForURL(/sign-in/)
  await visitor.page.getByLabel('E-mail').fill('mina.zircon@lakeview.example')
  await visitor.page.getByLabel('Password', { exact: true }).fill('not the password')
  await visitor.page.getByRole('button', { name: 'Sign in' }).click()
  await expect.poll(() => visitor.page.getByText('The e-mail address or the password is not right.').count()).toBe(1)
  expect(await visitor.page.getByLabel('E-mail').inputValue()).toBe('mina.zircon@lakeview.example')
  await visitor.page.getByLabel('Password', { exact: true }).fill('lakeview-demo')
  await visitor.page.getByRole('button', { name: 'Sign in' }).click()
  await visitor.page.waitForURL(/\/risk$/)
  await visitor.leave()
})
