import { afterAll, expect, it } from 'vitest'
import { closeBrowser, newVisitor, type Visitor } from './visitor.ts'
import { onCallSoon } from './on-call.ts'

afterAll(closeBrowser)

interface Call {
  readonly assignmentId: string
  readonly onDay: string
}

/** A trainee on a phone, with a call that somebody else may exchange for one of theirs. */
async function ownerWithPartner(): Promise<{ owner: Visitor; name: string; call: Call }> {
  for (const { email, name } of await onCallSoon()) {
    const owner = await newVisitor({ phone: true })
    await owner.signIn(email)
    const mine = (await (await owner.page.request.get('/api/swaps/my-calls')).json()) as { calls: Call[] }
    for (const call of mine.calls) {
      const path = `/api/swaps/partners?kind=swap&assignmentId=${call.assignmentId}`
      const { partners } = (await (await owner.page.request.get(path)).json()) as { partners: unknown[] }
      if (partners.length > 0) return { owner, name, call }
    }
    await owner.leave()
  }
  throw new Error('Nobody of the demo may swap a call.')
}

const day = (iso: string): string => String(Number(iso.slice(8)))

it('a trainee swaps a call on a phone with a colleague whom the rules allow', async () => {
  const { owner, name, call } = await ownerWithPartner()
  await owner.visit('/me/calls')
  await owner.page
    .getByRole('button', { name: new RegExp(`Swap or give away .*, \\w{3} ${day(call.onDay)} Nov 2026`) })
    .first()
    .click()
  const partners = owner.page.getByRole('list', { name: 'Who may take it' }).getByRole('button')
  await partners.first().waitFor()
  await owner.check()
  const words = await partners.first().innerText()
  const [partnerName = ''] = words.split('\n')
  const returnedOn = /for .*?, (\w{3} \d+ \w{3} \d{4}), /.exec(words)?.[1]
  expect(returnedOn).toBeDefined()
  await partners.first().click()
  await owner.page.getByRole('button', { name: `Ask ${partnerName}` }).click()
  await owner.page.getByText(`${partnerName} is asked to swap.`).waitFor()
  await owner.check()

  const partner = await newVisitor({ phone: true })
  await partner.signIn(`${partnerName.toLowerCase().replace(' ', '.')}@lakeview.example`)
  await partner.visit('/swaps')
  await partner.page.getByText(`${name} would take`).waitFor()
  await partner.page.getByRole('button', { name: 'Swap', exact: true }).click()
  await partner.page.getByText(`${partnerName} and ${name} exchange calls.`).first().waitFor()
  const theirs = (await (await partner.page.request.get('/api/swaps/my-calls')).json()) as { calls: Call[] }
  expect(theirs.calls.map(({ onDay }) => onDay)).toContain(call.onDay)
  await partner.visit('/me/calls')
  await partner.leave()

  await owner.visit('/me/calls')
  expect(await owner.page.getByText(new RegExp(returnedOn ?? 'never')).count()).toBeGreaterThan(0)
  await owner.leave()
})
