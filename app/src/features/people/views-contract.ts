import { z } from 'zod'
import { id, name } from '../../contract/fields.ts'
import { roles } from '../../contract/roles.ts'
import { route } from '../../contract/route.ts'
import { listPeople } from './policy.ts'

/** Where somebody stands, by their appointments; with roles alone they are current. `archived` is put away. */
export const statuses = ['current', 'incoming', 'finished', 'none', 'archived'] as const
export type Status = (typeof statuses)[number]

export const sortKeys = ['name', 'place', 'level', 'status', 'startOn', 'endOn', 'share', 'email', 'account'] as const

/** What of the people is listed, and in which order: null is everything. */
export const listSettings = z.object({
  text: z.string().max(100),
  programId: id.nullable(),
  role: z.enum(roles).nullable(),
  level: z.string().max(20).nullable(),
  status: z.enum(statuses).nullable(),
  combined: z.boolean(),
  /** Only people whose documents are missing, ended or end soon. */
  documents: z.boolean(),
  /** Only people who cannot sign in yet. */
  withoutAccount: z.boolean(),
  sort: z.object({ key: z.enum(sortKeys), order: z.enum(['asc', 'desc']) }),
})
export type ListSettings = z.infer<typeof listSettings>

const views = z.object({ views: z.array(z.object({ id, name, settings: listSettings })) })

export const listPeopleViews = route({
  id: 'people-views.list',
  method: 'get',
  path: '/api/me/people-views',
  summary: 'My saved views of the list of people',
  access: listPeople,
  answer: views,
})

export const savePeopleView = route({
  id: 'people-views.save',
  method: 'post',
  path: '/api/me/people-views',
  summary: 'Save a view of the list of people under a name; the same name replaces it',
  access: listPeople,
  body: z.object({ name, settings: listSettings }),
  answer: views,
})

export const removePeopleView = route({
  id: 'people-views.remove',
  method: 'delete',
  path: '/api/me/people-views/:viewId',
  summary: 'Remove one of my saved views of the list of people',
  access: listPeople,
  params: z.object({ viewId: id }),
  answer: views,
})
