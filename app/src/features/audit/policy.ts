import { permission } from '../../contract/permission.ts'

export const readAudit = permission('audit.read', 'Read the audit log', {
  administrator: 'institution',
  dio: 'institution',
  director: 'program',
})
