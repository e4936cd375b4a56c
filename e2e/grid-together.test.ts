import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { bars, grid, openDraft, said, saved } from './draft.ts'
import { closeBrowser, logins, newVisitor, type Visitor } from './visitor.ts'

afterAll(closeBrowser)

/** The first cell: a grid opens on today. */
async function toStart(page: Page) {
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.waitForTimeout(300)
}

/** Puts rotations on days of trainees of a draft, by name. */
async function put({ page }: Visitor, path: string, cells: readonly (readonly [RegExp, string, string, string])[]) {
  const api = path.replace('/schedule', '/api')
  const view = await (await page.request.get(api)).json()
  const rows: { appointmentId: string; personName: string }[] = view.rows
  const rotations: { rotationId: string; code: string }[] = view.rotations
  const answer = await page.request.post(`${api}/cells`, {
    data: {
      cells: cells.map(([name, code, startOn, endOn]) => ({
        appointmentId: rows.find(({ personName }) => name.test(personName))?.appointmentId,
        startOn,
        endOn,
        was: [],
        now: [{ rotationId: rotations.find((each) => each.code === code)?.rotationId, startOn, endOn, pinned: false }],
        joinsBefore: false,
        joinsAfter: false,
      })),
    },
  })
  expect(answer.status()).toBe(200)
}

it('two people see where the other is, and talk about a cell until it is settled', async () => {
  const [chief, coordinator] = [await newVisitor(), await newVisitor({ dark: true })]
  await chief.signIn(logins.chief)
  await coordinator.signIn(logins.coordinator)
  const path = await openDraft(chief, 'Talk', 'empty')
  await coordinator.visit(path)
  await chief.page.getByRole('group', { name: 'Oona Pewter is here' }).waitFor()
  await coordinator.page.getByRole('group', { name: 'Kira Kestrel is here' }).waitFor()
  await grid(coordinator.page).focus()
  await coordinator.page.keyboard.press('Control+Home')
  await coordinator.page.keyboard.press('ArrowDown')
  await coordinator.page.keyboard.press('Shift+ArrowRight')
  const theirs = chief.page.locator('[data-kind="other"]')
  await expect.poll(() => theirs.textContent(), { timeout: 5000 }).toBe('OP')
  await chief.check()

  await grid(chief.page).focus()
  await chief.page.keyboard.press('Control+Home')
  await chief.page.keyboard.press('Shift+F2')
  const panel = chief.page.getByRole('region', { name: 'Comments' })
  await chief.page.keyboard.type('Could she start in chest?')
  await panel.getByLabel('Tell').click()
  await chief.page.getByRole('option', { name: 'Oona Pewter' }).click()
  await chief.page.keyboard.press('Escape')
  await chief.check()
  await panel.getByRole('button', { name: 'Send' }).click()
  await panel.getByText('Could she start in chest?').waitFor()
  await coordinator.page.getByRole('button', { name: '1 comment' }).waitFor({ timeout: 5000 })
  expect(await coordinator.page.locator('[data-kind="comment"]').count()).toBe(1)

  await coordinator.visit('/inbox')
  await coordinator.page.getByText(/Kira Kestrel mentions you in the draft “Talk”/).click()
  await coordinator.page.waitForURL(/thread=/)
  const thread = coordinator.page.getByRole('group', { name: /Cedar, 1 Jul/ })
  await thread.getByRole('button', { name: 'Answer' }).click()
  await thread.getByLabel('Answer').fill('Yes, from the second week.')
  await coordinator.page.keyboard.press('Control+Enter')
  await panel.getByText('Yes, from the second week.').waitFor({ timeout: 5000 })
  await panel.getByRole('button', { name: 'Settle' }).click()
  await panel.getByText('Every comment is settled.').waitFor()
  await expect.poll(() => coordinator.page.locator('[data-kind="comment"]').count()).toBe(0)
  await coordinator.check()
  await coordinator.leave()
  await expect.poll(() => chief.page.getByRole('group', { name: 'Oona Pewter is here' }).count()).toBe(0)
  await chief.leave()
})

it('what a rule is against is not dropped, unless somebody insists and says why', async () => {
  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  const path = await openDraft(chief, 'Insist', 'empty')
  await put(chief, path, [
    [/Cedar/, 'GU', '2026-07-01', '2026-07-07'],
    [/Dunlin/, 'GU', '2026-07-01', '2026-07-07'],
    [/Elmwood/, 'GU', '2026-07-01', '2026-07-07'],
    [/Flint/, 'GU', '2026-07-08', '2026-07-14'],
  ])
  await expect.poll(async () => (await bars(page, /Flint/)).join()).toContain('Genitourinary')
  await toStart(page)
  const drag = async () => {
    const box = (await page.getByRole('row', { name: /Flint/ }).locator('[class*=bar_]').boundingBox())!
    const [x, y] = [box.x + 16, box.y + box.height / 2]
    await page.mouse.click(x, y)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 8, y, { steps: 3 })
    await page.mouse.move(x - box.width, y, { steps: 4 })
    await expect.poll(() => said(page)).toMatch(/against a rule/)
    await page.mouse.up()
  }
  await drag()
  const refusal = page.getByRole('alert').filter({ hasText: 'Not moved.' })
  await refusal.getByText(/4 trainees/).waitFor()
  expect((await bars(page, /Flint/)).join()).toMatch(/8 Jul to 14 Jul/)
  await chief.check()
  await grid(page).press('Escape')
  await expect.poll(() => refusal.count()).toBe(0)

  await drag()
  await grid(page).press('Alt+Enter')
  await page.getByRole('group', { name: 'Reason' }).waitFor()
  await chief.check()
  await grid(page).press('1')
  await expect.poll(async () => (await bars(page, /Flint/)).join()).toMatch(/1 Jul to 7 Jul/)
  await saved(page)

  await page.getByRole('button', { name: '1 over' }).click()
  const gaps = page.getByRole('region', { name: 'Gaps' })
  await gaps.getByRole('button', { name: /Genitourinary: 4/ }).click()
  await gaps.getByRole('button', { name: 'Lars Flint' }).click()
  await expect
    .poll(() => page.getByRole('gridcell', { selected: true, name: /Flint/ }).first().getAttribute('aria-label'))
    .toMatch(/1 Jul to 7 Jul/)
  await chief.check()
  await chief.leave()
})

it('with a finger a tap selects, and a long press opens the commands', async () => {
  const chief = await newVisitor({ phone: true })
  const { page } = chief
  await page.setViewportSize({ width: 844, height: 720 })
  await chief.signIn(logins.chief)
  await openDraft(chief, 'Touch', 'record')
  await toStart(page)
  const row = page.getByRole('row', { name: /Cedar/ })
  const box = (await row.locator('[class*=bar_]').first().boundingBox())!
  const [x, y] = [box.x + 12, box.y + box.height / 2]
  await page.touchscreen.tap(x, y)
  await expect
    .poll(() => page.getByRole('gridcell', { selected: true, name: /Cedar, 1 Jul/ }).count())
    .toBeGreaterThan(0)
  const touch = await page.context().newCDPSession(page)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
  const menu = page.getByRole('menu', { name: 'Commands' })
  await menu.waitFor()
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await chief.check()
  await menu.getByRole('menuitem', { name: /Clear/ }).tap()
  await expect
    .poll(() => page.getByRole('gridcell', { selected: true, name: /Cedar, 1 Jul.*nothing assigned/ }).count())
    .toBe(1)
  await saved(page)
  await chief.leave()
})
