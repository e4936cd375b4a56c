import { IconHeart } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../../ui/feature-page.ts'
import { listPreferences, readSatisfaction, setPreferences } from '../../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/preferences',
    label: 'My wishes',
    icon: IconHeart,
    component: () => import('./preferences-page.tsx').then((m) => m.PreferencesPage),
    access: setPreferences,
    rail: { group: 'me', order: 30, roles: ['trainee'], phone: 7 },
    actions: [{ label: 'Say what I would like next year', to: '/me/preferences', access: setPreferences }],
  },
  {
    path: '/schedule/wishes',
    label: 'Wishes',
    icon: IconHeart,
    component: () => import('./wishes-page.tsx').then((m) => m.WishesPage),
    access: listPreferences,
    rail: { group: 'program', order: 25 },
  },
  {
    path: '/schedule/wishes/results',
    label: 'Wishes that came true',
    component: () => import('./satisfaction-page.tsx').then((m) => m.SatisfactionPage),
    access: readSatisfaction,
  },
  {
    path: '/people/:personId/preferences',
    label: 'Wishes of a trainee',
    component: () => import('./person-wishes-page.tsx').then((m) => m.PersonWishesPage),
    access: setPreferences,
  },
]
