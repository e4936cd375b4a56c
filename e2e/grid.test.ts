import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { closeBrowser, logins, newVisitor, type Visitor } from './visitor.ts'

afterAll(closeBrowser)

/** Starts a draft of the year and opens it. */
async function openDraft({ page }: Visitor, name: string, from: 'empty' | 'record'): Promise<string> {
  const view = await (await page.request.get('/api/schedule/years/2026')).json()
  const programIds = view.programs.map(({ id }: { id: string }) => id)
  const made = await page.request.post('/api/scenarios', { data: { name, startYear: 2026, programIds, from } })
  const path = `/schedule/scenarios/${(await made.json()).id}`
  await page.goto(path)
  await page.getByRole('grid', { name: `Draft ${name}` }).waitFor()
  await page.getByRole('list', { name: /^Requirements of/ }).waitFor()
  return path
}
const grid = (page: Page) => page.getByRole('grid')
const only = (page: Page, name: string) => page.getByLabel('Show only trainees whose name contains').fill(name)
const active = (page: Page) =>
  page.getByRole('gridcell', { selected: true, name: /Marble|Cedar|Dunlin|Elmwood|Flint/ }).first()
const words = (page: Page) => active(page).getAttribute('aria-label')
const said = (page: Page) => page.getByRole('status').last().textContent()
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()
const bars = (page: Page, person: RegExp) =>
  page
    .getByRole('row', { name: person })
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
/** Puts a text on the clipboard as a spreadsheet would, and pastes it. */
const paste = (page: Page, text: string) =>
  grid(page).evaluate((element, pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)

it('a chief builds by keyboard alone: ranges, fill, pins, find, split, and undoes everything', async () => {
  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  const path = await openDraft(chief, 'Keyboard', 'empty')
  await chief.check()
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText(/^2 trainees, 1 Jul to 14 Jul/).waitFor()
  await page.keyboard.press('c')
  const box = page.getByRole('combobox', { name: 'Set a rotation' })
  await box.fill('chest')
  await page.getByText('No rule is against it').or(page.getByText('Allowed, but')).first().waitFor()
  await chief.check()
  await box.press('Enter')
  await expect.poll(() => said(page)).toMatch(/^Chest.*: 2 trainees, 1 Jul to 14 Jul/)
  await expect.poll(async () => (await bars(page, /Cedar/)).join()).toContain('Chest')
  await expect.poll(async () => (await bars(page, /Dunlin/)).join()).toContain('pinned')

  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+d')
  await expect.poll(async () => (await bars(page, /Elmwood/)).join()).toContain('Chest')
  await page.keyboard.press('Alt+p')
  await expect.poll(async () => (await bars(page, /Elmwood/)).join()).not.toContain('pinned')

  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('F2')
  const date = page.getByLabel('A new assignment begins on')
  await date.fill('2026-07-10')
  await page.getByRole('button', { name: 'Split' }).press('Enter')
  await expect.poll(() => said(page)).toContain('split on 10 Jul 2026')
  await expect.poll(async () => (await bars(page, /Cedar/)).filter((each) => each.startsWith('Chest')).length).toBe(2)

  await page.keyboard.press('Control+f')
  await page.getByLabel('Find a person, a code or a rotation').fill('Flint')
  await page.keyboard.press('Enter')
  await expect.poll(() => words(page)).toMatch(/Flint/)
  await chief.check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menu', { name: 'Commands' }).waitFor()
  await chief.check()
  await page.keyboard.press('Escape')

  await saved(page)
  for (let step = 0; step < 4; step += 1) await grid(page).press('Control+z')
  await expect.poll(() => said(page)).toMatch(/^Undone: Chest/)
  await grid(page).press('Control+z')
  await expect.poll(() => said(page)).toBe('Nothing to undo.')
  await saved(page)
  const after = await (await page.request.get(path.replace('/schedule', '/api'))).json()
  expect(after.assignments).toEqual([])
  await chief.leave()
})

it('a block from a spreadsheet is pasted whole, or not at all while a code is unknown', async () => {
  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  await openDraft(chief, 'Paste', 'empty')
  await grid(page).focus()
  await page.keyboard.press('Control+Home')
  await paste(page, 'CHEST\tCHEST\t"GU"\r\nVAC\tneuro\t\r\n')
  const dialog = page.getByRole('dialog', { name: 'What do these mean?' })
  await dialog.getByText('“VAC”').waitFor()
  expect(await dialog.getByText(/One cell: .*, 1 Jul/).count()).toBe(1)
  await chief.check()
  expect((await bars(page, /Cedar/)).join()).not.toContain('Chest')
  await dialog.getByLabel('“VAC”').selectOption({ label: 'GI · Gastrointestinal' })
  await dialog.getByRole('button', { name: 'Paste', exact: true }).click()
  await expect.poll(async () => (await bars(page, /Cedar/)).join()).toMatch(/Chest.*1 Jul to 14 Jul.*Genitourinary/)
  await expect.poll(async () => (await bars(page, /Dunlin/)).join()).toMatch(/Gastro.*Neuro/)
  await saved(page)
  await grid(page).press('Control+z')
  await expect.poll(async () => (await bars(page, /Dunlin/)).join()).not.toContain('Gastro')
  await grid(page).press('Control+y')
  await expect.poll(async () => (await bars(page, /Dunlin/)).join()).toContain('Gastro')

  const copied = await grid(page).evaluate((element) => {
    const data = new DataTransfer()
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    return data.getData('text/plain')
  })
  expect(copied).toBe('CHEST')
  await chief.leave()
})

it('dragging an assignment lights up where it may go and says why not', async () => {
  const chief = await newVisitor({ dark: true })
  const { page } = chief
  await chief.signIn(logins.chief)
  await openDraft(chief, 'Drag', 'record')
  const row = page.getByRole('row', { name: /Mina Granite/ })
  const bar = row.locator('[class*=bar_]').filter({ hasText: 'HOSP' }).first()
  const box = (await bar.boundingBox())!
  const [x, y] = [box.x + 14, box.y + box.height / 2]
  await page.mouse.dblclick(x, y)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 6, y + 4, { steps: 3 })
  await page.mouse.move(x, y + 34, { steps: 3 })
  await expect.poll(() => page.locator('[data-kind="legal"]').count()).toBeGreaterThan(20)
  // The senior years may not do what is for the juniors: the line under the grid says so.
  const senior = page.getByRole('row', { name: /Cleo Hemlock/ })
  const target = (await senior.boundingBox())!
  await page.mouse.move(x, target.y + 17, { steps: 5 })
  await expect.poll(() => said(page)).toMatch(/Cleo Hemlock.*: (allowed|against a rule)/)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  expect((await bars(page, /Mina Granite/)).join()).toContain('Hospital')
  await chief.check()
  await chief.leave()
})

it('two people on one draft see each other, and are asked about the cell that both changed', async () => {
  const [chief, coordinator] = [await newVisitor(), await newVisitor()]
  await chief.signIn(logins.chief)
  await coordinator.signIn(logins.coordinator)
  const path = await openDraft(chief, 'Together', 'empty')
  await coordinator.visit(path)
  const put = async ({ page }: Visitor, down: number, code: string) => {
    await grid(page).focus()
    await page.keyboard.press('Control+Home')
    for (let step = 0; step < down; step += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press(code.charAt(0))
    await page.getByRole('combobox', { name: 'Set a rotation' }).fill(code)
    await page.keyboard.press('Enter')
  }
  await put(chief, 0, 'chest')
  await expect.poll(async () => (await bars(coordinator.page, /Cedar/)).join(), { timeout: 5000 }).toContain('Chest')
  await put(coordinator, 1, 'gu')
  await expect.poll(async () => (await bars(chief.page, /Dunlin/)).join(), { timeout: 5000 }).toContain('Genitourinary')

  await coordinator.context.setOffline(true)
  await put(coordinator, 2, 'msk')
  await put(coordinator, 3, 'gi')
  await coordinator.page.getByText('Offline: 2 edits wait').waitFor()
  await put(chief, 2, 'neuro')
  await saved(chief.page)
  await coordinator.context.setOffline(false)
  const asked = coordinator.page.getByRole('alert').filter({ hasText: 'Somebody changed the same cells as you' })
  await asked.getByText(/Elmwood/).waitFor()
  await expect.poll(async () => (await bars(chief.page, /Flint/)).join(), { timeout: 10_000 }).toContain('Gastro')
  await asked.getByRole('button', { name: 'Keep mine' }).click()
  await expect.poll(async () => (await bars(chief.page, /Elmwood/)).join(), { timeout: 5000 }).toContain('Musculo')
  await saved(coordinator.page)
  await chief.check()
  await Promise.all([chief.leave(), coordinator.leave()])
})

it('filters, grouped findings and saved views', async () => {
  const chief = await newVisitor()
  const { page } = chief
  await chief.signIn(logins.chief)
  await openDraft(chief, 'Views', 'record')
  await page.getByRole('button', { name: 'Filter' }).click()
  const filter = page.getByRole('dialog', { name: 'Filter' })
  await filter.getByLabel('Level').selectOption('PGY-3')
  await filter.getByLabel('Only with findings').check()
  await chief.check()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Views' }).click()
  const views = page.getByRole('dialog', { name: 'Saved views' })
  await views.getByLabel('Save what I see as').fill('Third years')
  await views.getByRole('button', { name: 'Save' }).click()
  await views.getByRole('button', { name: 'Third years', exact: true }).waitFor()
  await chief.check()
  await page.reload()
  await page.getByRole('button', { name: 'Views' }).click()
  await views.getByRole('button', { name: 'Third years', exact: true }).click()
  await page.getByRole('button', { name: 'Filter (2)' }).waitFor()
  const rules = page.getByRole('region', { name: 'Findings' }).locator('summary')
  await expect.poll(() => rules.count()).toBeGreaterThan(0)
  await only(page, '')
  await chief.check()
  await chief.leave()
})
