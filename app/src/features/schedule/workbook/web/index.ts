import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { editScenarios } from '../../scenarios/policy.ts'

export const pages: FeaturePages = [
  {
    path: '/schedule/workbooks',
    label: 'Import a year',
    component: () => import('./workbooks-page.tsx').then((m) => m.WorkbooksPage),
    access: editScenarios,
    actions: [{ label: 'Import a year from a spreadsheet', to: '/schedule/workbooks', access: editScenarios }],
  },
  {
    path: '/schedule/workbooks/:workbookId',
    label: 'Import a year',
    component: () => import('./workbook-page.tsx').then((m) => m.WorkbookPage),
    access: editScenarios,
  },
]
