import type { FeaturePages } from '../../../../../ui/feature-page.ts'
import { readScenarios } from '../../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/schedule/compare',
    label: 'Compare drafts',
    component: () => import('./compare-page.tsx').then((m) => m.ComparePage),
    access: readScenarios,
    actions: [{ label: 'Compare two drafts', to: '/schedule/compare', access: readScenarios }],
  },
]
