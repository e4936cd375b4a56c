import { afterAll, beforeAll, expect, it } from 'vitest'
import { createAppointment, createPerson, getPerson, proposeCombination } from '../app/src/features/people/contract.ts'
import { listPrograms } from '../app/src/features/programs/contract.ts'
import { type MailPeer, openMailPeer } from '../app/src/testing/mail-peer.ts'
import { type Client, signedIn } from '../app/src/testing/processes/client.ts'
import { type Demo, startDemo } from './serve-demo.ts'
import { closeBrowser, demoPassword, logins, newVisitor, type Visitor } from './visitor.ts'

// Mail goes to a real mail server, so this journey has a product of its own.
let peer: MailPeer
let demo: Demo
beforeAll(async () => {
  peer = await openMailPeer()
  demo = await startDemo({ SMTP_URL: peer.url, MAIL_FROM: 'Gradus <gradus@lakeview.example>' })
})
afterAll(async () => {
  await closeBrowser()
  await demo.stop()
  await peer.stop()
})

const director = 'udo.beryl@lakeview.example'

/** The next full minute on the clock of the demo's hospital. */
const nextMinute = (): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/Chicago',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.now() + 60_000)

async function chooseDigestNow(visitor: Visitor): Promise<void> {
  const { page } = visitor
  await visitor.visit('/inbox')
  await page.getByRole('link', { name: 'How you are told' }).click()
  await expect.poll(() => page.getByRole('heading', { name: 'How you are told' }).count()).toBe(1)
  await page.getByRole('switch', { name: 'Quiet hours' }).uncheck({ force: true })
  await page.getByLabel('Daily digest at').fill(nextMinute())
  await visitor.check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect.poll(() => page.getByText('Saved. It holds from the next message on.').count()).toBe(1)
}

/** A combined fellowship waits for the agreement of two directors. */
async function propose(client: Client): Promise<string> {
  const { programs } = await client.call(listPrograms, {})
  const idOf = (name: RegExp) => programs.find((program) => name.test(program.name))!.id
  const half = {
    startOn: '2028-07-01',
    endOn: '2030-06-30',
    entryLevel: 'PGY-6',
    ftePercent: 50,
    priorTraining: [],
    curriculumEffectiveOn: null,
  }
  const fields = { givenName: 'June', familyName: 'Doublet', email: null, staffNumber: null }
  const [first, second] = [idOf(/Musculoskeletal/), idOf(/Informatics/)]
  const body = { ...fields, appointment: { ...half, programId: first } }
  const { id: personId } = await client.call(createPerson, { body })
  await client.call(createAppointment, { params: { personId }, body: { ...half, programId: second } })
  const { appointments } = await client.call(getPerson, { params: { personId } })
  await client.call(proposeCombination, {
    params: { personId },
    body: { appointmentIds: appointments.map(({ id }) => id) },
  })
  return personId
}

it('people choose how they are told, get one digest, and act from it without signing in', async () => {
  const coordinator = await newVisitor({ address: demo.address })
  await coordinator.signIn(logins.coordinator)
  await coordinator.visit('/schedule?year=2026')
  const { page } = coordinator
  await page.getByRole('button', { name: 'Amend' }).click()
  await page.getByLabel('Show only trainees whose name contains').fill('Elsa Egret')
  const cell = page.getByRole('gridcell', { name: /^Elsa Egret, /, selected: true })
  await expect.poll(() => cell.count()).toBe(1)
  const grid = page.getByRole('grid', { name: /being amended/ })
  await grid.press('End')
  await grid.press('Enter')
  await page.getByRole('combobox', { name: 'Set a rotation' }).fill('elective')
  await page.getByRole('combobox', { name: 'Set a rotation' }).press('Enter')
  await page.getByLabel('Why').fill('A place became free')
  await page.getByRole('button', { name: 'Save the amendment' }).click()
  await expect.poll(() => page.getByRole('button', { name: 'Amend', exact: true }).count()).toBe(1)
  await coordinator.leave()
  const personId = await propose(await signedIn(demo.address, { email: logins.coordinator, password: demoPassword }))

  const trainee = await newVisitor({ address: demo.address, phone: true })
  await trainee.signIn(logins.trainee)
  await chooseDigestNow(trainee)
  await trainee.leave()
  const answering = await newVisitor({ address: demo.address })
  await answering.signIn(director)
  await chooseDigestNow(answering)
  await answering.leave()

  const mailTo = (address: string) => peer.accepted.filter(({ to }) => to?.[0]?.address === address)
  await expect.poll(() => mailTo(logins.trainee).length, { timeout: 120_000, interval: 500 }).toBe(1)
  await expect.poll(() => mailTo(director).length, { timeout: 120_000, interval: 500 }).toBe(1)
  expect(mailTo(logins.trainee)[0]?.subject).toBe('Your schedule for 2026-27 has changed')
  expect(mailTo(logins.trainee)[0]?.text).toContain('Reason: A place became free')
  const [asked] = mailTo(director)
  expect(asked?.subject).toBe('A combined fellowship for June Doublet needs your agreement')
  const link = /Agree to this: (\S+)/.exec(asked?.text ?? '')?.[1] ?? ''
  expect(link).toContain('/tap/')

  // From the message, on a phone, signed out.
  const outside = await newVisitor({ address: demo.address, phone: true })
  const { pathname } = new URL(link)
  await outside.visit(pathname)
  await outside.page.getByRole('button', { name: 'Agree' }).click()
  await expect.poll(() => outside.page.getByText('You agreed. Others are still asked.').count()).toBe(1)
  await outside.check()
  await outside.visit(pathname)
  expect(await outside.page.getByRole('button').count()).toBe(0)
  await outside.leave()

  const after = await newVisitor({ address: demo.address })
  await after.signIn(director)
  await after.visit(`/people/${personId}`)
  await expect.poll(() => after.page.getByText(/^Agreed by/).count()).toBe(1)
  await after.leave()

  const administrator = await newVisitor({ address: demo.address })
  await administrator.signIn(logins.administrator)
  await administrator.visit('/inbox/delivery')
  await expect.poll(() => administrator.page.getByText('Every message left as it should.').count()).toBe(1)
  await administrator.page.getByRole('button', { name: 'Send me a test' }).click()
  await expect.poll(() => mailTo(logins.administrator).length, { timeout: 30_000 }).toBe(1)
  await administrator.leave()
}, 300_000)
