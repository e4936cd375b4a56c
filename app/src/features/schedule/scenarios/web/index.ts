import { IconHeart, IconPencilBolt } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { editScenarios, readScenarios, setPreferences } from '../policy.ts'

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
  {
    path: '/me/preferences',
    label: 'My wishes',
    icon: IconHeart,
    component: () => import('./preferences-page.tsx').then((m) => m.PreferencesPage),
    access: setPreferences,
    rail: { group: 'me', order: 30, roles: ['trainee'], phone: 7 },
    actions: [{ label: 'Say what I would like next year', to: '/me/preferences', access: setPreferences }],
  },
]
