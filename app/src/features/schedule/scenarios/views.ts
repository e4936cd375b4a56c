import { randomUUID } from 'node:crypto'
import { AppError, notFound } from '../../../contract/app-error.ts'
import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { ViewPlace } from './views-contract.ts'
import { deleteView, upsertView, viewsOf } from './views-store.ts'

const atMost = 50

interface Person {
  readonly institutionId: string
  readonly personId: string
}

interface View<Settings> {
  readonly id: string
  readonly name: string
  readonly settings: Settings
}

/** The saved views of one place: asked for, kept under a name, removed. A view is its person's alone. */
export function savedViews<Settings>(place: ViewPlace) {
  const mine = ({ institutionId, personId }: Person) => ({ institutionId, personId, place })
  const list = async (db: Reads, me: Person): Promise<{ views: View<Settings>[] }> => ({
    views: await viewsOf<Settings>(db, mine(me)),
  })
  return {
    list,
    save: (platform: Platform, who: Who, me: Person, { name, settings }: Omit<View<Settings>, 'id'>) =>
      write(platform, who, async (tx) => {
        const known = await viewsOf(tx, mine(me))
        if (known.length >= atMost && !known.some((view) => view.name === name))
          throw new AppError('conflict', `You have ${atMost} saved views. Remove one first.`)
        await upsertView(tx, { ...mine(me), id: randomUUID(), name, settings })
        tx.record({ action: 'grid-view.save', entity: 'person', entityId: me.personId, after: { place, name } })
        return list(tx, me)
      }),
    remove: (platform: Platform, who: Who, me: Person, id: string) =>
      write(platform, who, async (tx) => {
        if (!(await deleteView(tx, mine(me), id))) throw notFound('saved view')
        tx.record({ action: 'grid-view.remove', entity: 'person', entityId: me.personId, before: { id } })
        return list(tx, me)
      }),
  }
}
