import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { askWhatIf } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/people/:personId/what-if',
    label: 'What a leave would do',
    component: () => import('./leave-page.tsx').then((m) => m.LeaveWhatIfPage),
    access: askWhatIf,
  },
]
