import { afterAll, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('somebody falls ill before a night on call, and a chief finds who takes it', async () => {
  const trainee = await newVisitor({ phone: true })
  await trainee.signIn('bela.gannet@lakeview.example')
  await trainee.visit('/me/absences')
  await trainee.page.getByRole('button', { name: 'Report sick' }).click()
  await trainee.check()
  await trainee.page.getByRole('button', { name: 'Report', exact: true }).click()
  await trainee.page.getByText(/Your chiefs and the coordinator know/).waitFor()

  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  await chief.visit('/inbox')
  await page.getByRole('link', { name: 'Bela Gannet is out from now on' }).click()
  await page.getByRole('heading', { name: 'Ways to cover it, the best first' }).waitFor({ timeout: 20_000 })
  await page.getByText('Every rule holds').first().waitFor()
  await chief.check()
  await page
    .getByRole('button', { name: /^Call .*, and tell everybody$/ })
    .first()
    .click()
  await page
    .getByText(/The call is changed; \d+ people are told|one person is told/)
    .first()
    .waitFor()
  await chief.leave()

  await trainee.visit('/me/calls')
  await trainee.page.getByText('No call of yours is published.').waitFor()
  await trainee.leave()
})
