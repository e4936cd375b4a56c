import { afterAll, describe, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

/** A month of call that no other journey looks at. */
const month = { name: 'Call of January', startOn: '2027-01-01', endOn: '2027-01-31' }

describe('a month of call', () => {
  let address = ''

  it('is solved, changed with a reason and published by a chief', { timeout: 300_000 }, async () => {
    const chief = await newVisitor()
    const { page } = chief
    await chief.signIn(logins.chief)
    await chief.visit('/call')
    await page.getByRole('heading', { name: 'Overnight call' }).waitFor()
    await chief.visit('/call/schedules')
    await page.getByRole('button', { name: 'Start a call schedule' }).click()
    await page.getByLabel('Name').fill(month.name)
    await page.getByLabel('First day').fill(month.startOn)
    await page.getByLabel('Last day').fill(month.endOn)
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { name: month.name }).waitFor()

    await page.getByRole('tab', { name: 'Solver' }).click()
    await page.getByLabel('Seconds').fill('6')
    await page.getByRole('button', { name: 'Fill the schedule' }).click()
    await page.getByText('every rule is kept', { exact: false }).waitFor({ timeout: 120_000 })

    await page.getByRole('tab', { name: 'Calls' }).click()
    await page.getByText('every shift is filled, no rule is broken').waitFor()
    await chief.check()
    await page.getByText('Shifts', { exact: true }).click()
    await page.getByRole('button', { name: /^Overnight, Wed 20 Jan 2027/ }).click()
    const panel = page.getByRole('complementary', { name: 'The chosen shift' })
    await panel
      .getByRole('button', { name: /^Put .* on$/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'Why this change?' }).waitFor()
    await page.getByRole('button', { name: 'Fairer this way' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isEnabled()).toBe(true)
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByText('Fairer this way').waitFor()
    await page.getByRole('tab', { name: 'Fairness' }).click()
    await page.getByRole('img', { name: /fair share/ }).waitFor()
    await chief.check()
    await chief.visit('/call/reasons')
    await page.getByText('Fairer this way').first().waitFor()
    await page.goBack()

    await page.getByRole('button', { name: 'Publish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('January is ready.')
    const seen = dialog.getByLabel('I have seen them and publish all the same')
    if ((await seen.count()) > 0) await seen.check()
    await dialog.getByRole('button', { name: 'Publish' }).click()
    await page.getByText(/people are told/).waitFor()
    await page.getByText('Published', { exact: true }).first().waitFor()
    address = new URL(page.url()).pathname
    await chief.leave()
  })

  it('is seen by a trainee, who asks why', { timeout: 300_000 }, async () => {
    const trainee = await newVisitor({ phone: true })
    await trainee.signIn(logins.trainee)
    await trainee.page.goto('/inbox')
    await trainee.page.getByText(`Your call is published: ${month.name}`).waitFor()
    await trainee.visit(address)
    await trainee.page.getByRole('main').getByRole('button', { name: /Egret/ }).first().click()
    await trainee.page.getByRole('button', { name: 'Why me?' }).click()
    const why = trainee.page.getByRole('dialog')
    await why.getByText(/Elsa Egret is on .* The nearest other way/).waitFor({ timeout: 60_000 })
    await trainee.check()
    await trainee.visit('/call/fairness')
    await expect.poll(() => trainee.page.getByText('(you)').count()).toBeGreaterThan(0)
    await trainee.leave()
  })
})
