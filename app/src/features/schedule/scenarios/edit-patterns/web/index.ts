import type { FeaturePages } from '../../../../../ui/feature-page.ts'
import { readScenarios } from '../../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/schedule/edit-patterns',
    label: 'What we change by hand',
    component: () => import('./edit-patterns-page.tsx').then((m) => m.EditPatternsPage),
    access: readScenarios,
    actions: [{ label: 'See what is changed by hand in drafts', to: '/schedule/edit-patterns', access: readScenarios }],
  },
]
