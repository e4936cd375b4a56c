import { IconListDetails } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { readAudit } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/audit',
    label: 'Audit log',
    icon: IconListDetails,
    component: () => import('./audit-page.tsx').then((m) => m.AuditPage),
    access: readAudit,
    rail: { group: 'institution', order: 80 },
  },
]
