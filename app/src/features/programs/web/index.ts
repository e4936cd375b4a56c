import { IconBook2, IconDoor, IconTargetArrow } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { confirmGoals, editPrograms, importPrograms, readGoals, readPrograms } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/curriculum',
    label: 'Programs',
    icon: IconBook2,
    component: () => import('./programs-page.tsx').then((m) => m.ProgramsPage),
    access: readPrograms,
    rail: { group: 'program', order: 50 },
    actions: [{ label: 'Import a program definition', to: '/curriculum?import=true', access: importPrograms }],
  },
  {
    path: '/curriculum/:programId',
    label: 'Program',
    component: () => import('./program-page.tsx').then((m) => m.ProgramPage),
    access: readPrograms,
  },
  {
    path: '/curriculum/drafts/:draftId',
    label: 'Draft of a definition',
    component: () => import('./editor/editor-page.tsx').then((m) => m.EditorPage),
    access: editPrograms,
  },
  {
    path: '/me/goals',
    label: 'My goals',
    icon: IconTargetArrow,
    component: () => import('./goals/my-goals-page.tsx').then((m) => m.MyGoalsPage),
    access: confirmGoals,
    rail: { group: 'me', order: 35, roles: ['trainee'] },
  },
  {
    path: '/goals',
    label: 'Goals read',
    component: () => import('./goals/goals-page.tsx').then((m) => m.GoalsPage),
    access: readGoals,
    actions: [{ label: 'Who has read the goals of their rotation', to: '/goals', access: readGoals }],
  },
  {
    path: '/rooms',
    label: 'Rooms',
    icon: IconDoor,
    component: () => import('./rooms-page.tsx').then((m) => m.RoomsPage),
    access: readPrograms,
    rail: {
      group: 'program',
      order: 60,
      roles: ['chief', 'coordinator', 'director', 'dio', 'administrator'],
    },
  },
]
