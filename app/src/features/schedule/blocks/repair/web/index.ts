import type { FeaturePages } from '../../../../../ui/feature-page.ts'
import { amendRecord } from '../../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/schedule/repair',
    label: 'Repair the schedule',
    component: () => import('./repair-page.tsx').then((m) => m.RepairPage),
    access: amendRecord,
    actions: [{ label: 'Repair the published schedule', to: '/schedule/repair', access: amendRecord }],
  },
]
