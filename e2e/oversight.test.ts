import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('a director sees who is at risk and why', async () => {
  const director = await newVisitor()
  const { page } = director
  await director.signIn(logins.director)
  await director.visit('/risk')
  await expect.poll(() => page.getByText(/of 40 trainees/).count()).toBeGreaterThan(0)
  await page.getByRole('link', { name: 'Wim Willow' }).first().click()
  await director.check()
  await expect.poll(() => page.getByText(/at risk/i).count()).toBeGreaterThan(0)
  await director.leave()
})

it('an administrator reads the audit log and finds it intact', async () => {
  const administrator = await newVisitor()
  const { page } = administrator
  await administrator.signIn(logins.administrator)
  await administrator.visit('/audit')
  await page
    .getByRole('button', { name: /verify|check/i })
    .first()
    .click()
  await expect.poll(() => page.getByText(/is intact/).count()).toBeGreaterThan(0)
  await administrator.leave()
})

it('a wall print holds the whole year on one sheet', async () => {
  const chief = await newVisitor()
  await chief.signIn(logins.chief)
  await chief.visit('/schedule/print')
  const sheet = await chief.page.pdf({ preferCSSPageSize: true, printBackground: true })
  const pages = sheet.toString('latin1').match(/\/Type\s*\/Page[^s]/g)
  expect(pages?.length).toBe(1)
  await chief.leave()
})
