import type { Page } from 'playwright-core'
import type { Visitor } from './visitor.ts'

/** Starts a draft of the year and opens it; gives its address. */
export async function openDraft({ page }: Visitor, name: string, from: 'empty' | 'record'): Promise<string> {
  const view = await (await page.request.get('/api/schedule/years/2026')).json()
  const programIds = view.programs.map(({ id }: { id: string }) => id)
  const made = await page.request.post('/api/scenarios', { data: { name, startYear: 2026, programIds, from } })
  const path = `/schedule/scenarios/${(await made.json()).id}`
  await page.goto(path)
  await page.getByRole('grid', { name: `Draft ${name}` }).waitFor()
  await page.getByRole('list', { name: /^Requirements of/ }).waitFor()
  return path
}

export const grid = (page: Page) => page.getByRole('grid')
export const said = (page: Page) => page.getByRole('status').last().textContent()
export const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor()

/** What stands in the row of somebody, in words. */
export const bars = (page: Page, person: RegExp) =>
  page
    .getByRole('row', { name: person })
    .getByRole('gridcell')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? ''))
