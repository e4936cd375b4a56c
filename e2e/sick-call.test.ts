import { afterAll, expect, it } from 'vitest'
import { onCallSoon } from './on-call.ts'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

it('somebody falls ill before a call, and a chief finds who takes it', async () => {
  const now = Date.parse('2026-11-18T23:59:00-06:00')
  const [ill] = (await onCallSoon()).filter(({ nextAt }) => Date.parse(nextAt) > now)
  expect(ill).toBeDefined()
  const { name, email, nextAt } = ill!
  const trainee = await newVisitor({ phone: true })
  await trainee.signIn(email)
  await trainee.visit('/me/absences')
  await trainee.page.getByRole('button', { name: 'Report sick' }).click()
  const untilOn = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Chicago' }).format(new Date(nextAt))
  await trainee.page.getByLabel('Until the end of').fill(untilOn)
  await trainee.check()
  await trainee.page.getByRole('button', { name: 'Report', exact: true }).click()
  await trainee.page.getByText(/Your chiefs and the coordinator know/).waitFor()

  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  await chief.visit('/inbox')
  await page.getByRole('link', { name: `${name} is out from now on` }).click()
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

  const mine = await trainee.page.request.get('/api/swaps/my-calls')
  const { calls } = (await mine.json()) as { calls: { startAt: string }[] }
  expect(calls.map(({ startAt }) => startAt)).not.toContain(nextAt)
  await trainee.visit('/me/calls')
  await trainee.leave()
})
