import { afterAll, expect, it } from 'vitest'
import { closeBrowser, newVisitor } from './visitor.ts'

afterAll(closeBrowser)

const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@lakeview.example`

it('a trainee swaps a call on a phone with a colleague whom the rules allow', async () => {
  const owner = await newVisitor({ phone: true })
  await owner.signIn('sven.siskin@lakeview.example')
  await owner.visit('/me/calls')
  await owner.page.getByRole('button', { name: /Swap or give away Overnight call, Wed 25 Nov/ }).click()
  const partners = owner.page.getByRole('list', { name: 'Who may take it' }).getByRole('button')
  await partners.first().waitFor()
  await owner.check()
  const words = await partners.first().innerText()
  const [name = ''] = words.split('\n')
  const returned = /for .*?, (\w{3} \d+ \w{3} \d{4}), /.exec(words)?.[1]
  expect(returned).toBeDefined()
  await partners.first().click()
  await owner.page.getByRole('button', { name: `Ask ${name}` }).click()
  await owner.page.getByText(`${name} is asked to swap.`).waitFor()
  await owner.check()

  const partner = await newVisitor({ phone: true })
  await partner.signIn(emailOf(name))
  await partner.visit('/swaps')
  await partner.page.getByText('Sven Siskin would take').waitFor()
  await partner.page.getByRole('button', { name: 'Swap', exact: true }).click()
  await partner.page.getByText(`${name} and Sven Siskin exchange calls.`).first().waitFor()
  await partner.visit('/me/calls')
  await partner.page
    .getByText(/Wed 25 Nov 2026, 20:00-08:00/)
    .first()
    .waitFor()
  await partner.leave()

  await owner.visit('/me/calls')
  expect(await owner.page.getByText(/Wed 25 Nov 2026/).count()).toBe(0)
  expect(await owner.page.getByText(new RegExp(returned ?? 'never')).count()).toBeGreaterThan(0)
  await owner.leave()
})
