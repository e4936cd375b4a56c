import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor, type Visitor } from './visitor.ts'

afterAll(closeBrowser)

const away = { startOn: '2027-02-01', endOn: '2027-03-14' }

async function decide(visitor: Visitor, email: string, nextWords: RegExp): Promise<void> {
  const { page } = visitor
  await visitor.signIn(email)
  await visitor.visit('/absences')
  await page.getByRole('button', { name: 'See what the time away of Greta Alder does' }).click()
  await page.getByText('Who is left').waitFor()
  await page.getByText(/Moves from .* to /).waitFor()
  await visitor.check()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByText(nextWords).first().waitFor()
}

it('a trainee sees what a leave would do before asking, and it is approved in turn', async () => {
  const trainee = await newVisitor({ phone: true })
  const { page } = trainee
  await trainee.signIn('greta.alder@lakeview.example')
  await trainee.visit('/me/absences')
  await page.getByRole('button', { name: 'Ask for time away' }).click()
  await page.getByRole('combobox', { name: 'What for' }).click()
  await page.getByRole('option', { name: 'Parental leave' }).click()
  await page.getByLabel('First day').fill(away.startOn)
  await page.getByLabel('Last day').fill(away.endOn)
  await page.getByText(/are owed, with full pay/).waitFor()
  await page.getByText(/Moves from .* to /).waitFor()
  await page.getByText('ABR residency leave policy (2021)').waitFor()
  await trainee.check()
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await page.getByText('waits for the coordinator').waitFor()
  await trainee.check()

  const coordinator = await newVisitor()
  await decide(coordinator, logins.coordinator, /waits for the program director/)
  const director = await newVisitor()
  await decide(director, logins.director, /Approved/)
  await director.visit('/absences?view=calendar')
  await director.leave()
  await coordinator.visit('/absences/settings')
  await coordinator.leave()

  await trainee.visit('/me/absences')
  expect(await page.getByText('Approved', { exact: true }).count()).toBe(1)
  await trainee.visit('/me/schedule')
  expect(await page.getByText(/1 Feb to 14 Mar 2027/).count()).toBeGreaterThan(0)
  await trainee.leave()
})
