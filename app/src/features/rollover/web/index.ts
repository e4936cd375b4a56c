import { IconCalendarUp } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { rollOver } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/rollover',
    label: 'Next year',
    icon: IconCalendarUp,
    component: () => import('./rollover-page.tsx').then((m) => m.RolloverPage),
    access: rollOver,
    rail: { group: 'program', order: 63, roles: ['coordinator', 'director'] },
    actions: [{ label: 'Roll over into the next academic year', to: '/rollover', access: rollOver }],
  },
]
