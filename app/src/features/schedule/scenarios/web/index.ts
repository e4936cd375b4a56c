import { IconPencilBolt } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { editScenarios, readScenarios } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/schedule/scenarios',
    label: 'Drafts',
    icon: IconPencilBolt,
    component: () => import('./scenarios-page.tsx').then((m) => m.ScenariosPage),
    access: readScenarios,
    rail: { group: 'program', order: 20 },
    actions: [{ label: 'Start a draft schedule', to: '/schedule/scenarios?new=true', access: editScenarios }],
  },
  {
    path: '/schedule/scenarios/:scenarioId',
    label: 'Draft',
    component: () => import('./scenario-page.tsx').then((m) => m.ScenarioPage),
    access: readScenarios,
  },
]
