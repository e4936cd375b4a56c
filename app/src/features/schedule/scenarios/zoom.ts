import { type Who, write } from '../../../platform/audit/write.ts'
import type { Reads } from '../../../platform/db/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Zoom } from './views-contract.ts'
import { gridZoomOf, upsertGridZoom } from './zoom-store.ts'

interface Person {
  readonly institutionId: string
  readonly personId: string
}

export const zoomOf = async (db: Reads, me: Person): Promise<{ zoom: Zoom | null }> => ({
  zoom: await gridZoomOf(db, me.institutionId, me.personId),
})

export const keepZoom = (platform: Platform, who: Who, { institutionId, personId }: Person, zoom: Zoom) =>
  write(platform, who, async (tx) => {
    await upsertGridZoom(tx, { institutionId, personId, zoom })
    tx.record({ action: 'grid-zoom.keep', entity: 'person', entityId: personId, after: { zoom } })
    return { zoom }
  })
