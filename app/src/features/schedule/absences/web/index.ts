import { IconBeach, IconCalendarOff, IconSettings } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { askAbsences, editAbsencePolicy, readAbsences } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/absences',
    label: 'My time away',
    icon: IconBeach,
    component: () => import('./my-absences-page.tsx').then((m) => m.MyAbsencesPage),
    access: askAbsences,
    rail: { group: 'me', order: 25, roles: ['trainee'], phone: 6 },
    actions: [
      { label: 'Ask for time away', to: '/me/absences?ask=true', access: askAbsences },
      { label: 'Report sick', to: '/me/absences?sick=true', access: askAbsences },
    ],
  },
  {
    path: '/people/:personId/absences',
    label: 'Time away',
    component: () => import('./my-absences-page.tsx').then((m) => m.PersonAbsencesPage),
    access: askAbsences,
  },
  {
    path: '/absences',
    label: 'Time away',
    icon: IconCalendarOff,
    component: () => import('./absences-page.tsx').then((m) => m.AbsencesPage),
    access: readAbsences,
    rail: { group: 'program', order: 40 },
  },
  {
    path: '/absences/settings',
    label: 'Rules for time away',
    icon: IconSettings,
    component: () => import('./settings-page.tsx').then((m) => m.AbsenceSettingsPage),
    access: editAbsencePolicy,
  },
]
