import { z } from 'zod'
import { id, name } from '../../../contract/fields.ts'
import { signedIn } from '../../../contract/permission.ts'
import { route } from '../../../contract/route.ts'

/** How much time is on the screen at once, from two weeks to the whole training. */
export const zooms = ['day', 'month', 'quarter', 'half', 'year', 'years', 'training'] as const
export type Zoom = (typeof zooms)[number]

/** What a person keeps views of. Each place has settings of its own; its contract says which. */
export type ViewPlace = 'schedule' | 'people'

/** What of a schedule is shown, and how: null is everything. */
export const gridSettings = z.object({
  text: z.string().max(200),
  level: z.string().max(80).nullable(),
  siteName: z.string().max(200).nullable(),
  rotationKey: z.string().max(200).nullable(),
  onlyFindings: z.boolean(),
  zoom: z.enum(zooms),
  coverage: z.enum(['trouble', 'all', 'none']),
  /** Parts of the coverage strip of which only the sum is shown. */
  folded: z.array(z.enum(['rotation', 'room', 'site'])).default(['site']),
})
export type GridSettings = z.infer<typeof gridSettings>

const gridView = z.object({ id, name, settings: gridSettings })
export type GridView = z.infer<typeof gridView>
const views = z.object({ views: z.array(gridView) })

export const listGridViews = route({
  id: 'grid-views.list',
  method: 'get',
  path: '/api/me/grid-views',
  summary: 'My saved views of schedules',
  access: signedIn,
  answer: views,
})

export const saveGridView = route({
  id: 'grid-views.save',
  method: 'post',
  path: '/api/me/grid-views',
  summary: 'Save a view of schedules under a name; the same name replaces it',
  access: signedIn,
  body: z.object({ name, settings: gridSettings }),
  answer: views,
})

export const removeGridView = route({
  id: 'grid-views.remove',
  method: 'delete',
  path: '/api/me/grid-views/:viewId',
  summary: 'Remove one of my saved views of schedules',
  access: signedIn,
  params: z.object({ viewId: id }),
  answer: views,
})

export const getGridZoom = route({
  id: 'grid-zoom.get',
  method: 'get',
  path: '/api/me/grid-zoom',
  summary: 'How much time my schedules show at once; null where I have chosen nothing',
  access: signedIn,
  answer: z.object({ zoom: z.enum(zooms).nullable() }),
})

export const keepGridZoom = route({
  id: 'grid-zoom.keep',
  method: 'put',
  path: '/api/me/grid-zoom',
  summary: 'Keep how much time my schedules show at once',
  access: signedIn,
  body: z.object({ zoom: z.enum(zooms) }),
  answer: z.object({ zoom: z.enum(zooms).nullable() }),
})
