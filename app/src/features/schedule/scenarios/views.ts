import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import { deleteGridView, gridViewsOf, upsertGridView } from './views-store.ts'
import type { GridSettings, GridView } from './views-contract.ts'

const atMost = 50

interface Person {
  readonly institutionId: string
  readonly personId: string
}

export const gridViews = async (db: Reads, me: Person): Promise<{ views: GridView[] }> => ({
  views: await gridViewsOf(db, me.institutionId, me.personId),
})

export function saveView(platform: Platform, who: Who, me: Person, name: string, settings: GridSettings) {
  return write(platform, who, async (tx) => {
    const known = await gridViewsOf(tx, me.institutionId, me.personId)
    if (known.length >= atMost && !known.some((view) => view.name === name))
      throw new AppError('conflict', `You have ${atMost} saved views. Remove one first.`)
    await upsertGridView(tx, { ...me, id: randomUUID(), name, settings })
    tx.record({ action: 'grid-view.save', entity: 'person', entityId: me.personId, after: { name } })
    return gridViews(tx, me)
  })
}

export function removeView(platform: Platform, who: Who, me: Person, id: string) {
  return write(platform, who, async (tx) => {
    if (!(await deleteGridView(tx, me.institutionId, me.personId, id))) throw notFound('saved view')
    tx.record({ action: 'grid-view.remove', entity: 'person', entityId: me.personId, before: { id } })
    return gridViews(tx, me)
  })
}
