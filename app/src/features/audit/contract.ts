import { z } from 'zod'
import { page, pageQuery } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { readAudit } from './policy.ts'

export const auditEventView = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  programId: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string().nullable(),
  hash: z.string(),
})

export const listAudit = route({
  id: 'audit.list',
  method: 'get',
  path: '/api/audit',
  summary: 'Who changed what, newest first',
  access: readAudit,
  query: pageQuery.extend({
    cursor: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
    entityId: z.string().max(100).optional(),
    action: z.string().max(100).optional(),
  }),
  answer: page(auditEventView),
})

export const verifyAudit = route({
  id: 'audit.verify',
  method: 'post',
  path: '/api/audit/verification',
  summary: 'Recompute the hash chain of the audit log',
  access: readAudit,
  body: z.object({}),
  answer: z.object({ intact: z.boolean(), events: z.number().int(), sentence: z.string() }),
})
