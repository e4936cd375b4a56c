import { IconClockHour4, IconClockPlay, IconMessageCircleQuestion } from '@tabler/icons-react'
import { signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { logOwnHours, overseeHours, readConcerns, readHours, readHourSummary } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/hours',
    label: 'My hours',
    icon: IconClockPlay,
    component: () => import('./my-hours-page.tsx').then((m) => m.MyHoursPage),
    access: logOwnHours,
    rail: { group: 'me', order: 15, roles: ['trainee'], phone: 1.5 },
    actions: [{ label: 'Log time worked', to: '/me/hours?add=home-call-in-hospital', access: logOwnHours }],
  },
  {
    path: '/me/hours/windows',
    label: 'My hours by rotation',
    component: () => import('./person-hours-page.tsx').then((m) => m.MyWindowsPage),
    access: logOwnHours,
  },
  {
    path: '/hours',
    label: 'Work hours',
    icon: IconClockHour4,
    component: () => import('./overview-page.tsx').then((m) => m.HoursPage),
    access: readHours,
    rail: { group: 'program', order: 35, roles: ['coordinator', 'director', 'dio'] },
    actions: [{ label: 'See work hours by rotation', to: '/hours', access: readHourSummary }],
  },
  {
    path: '/hours/violations',
    label: 'Work-hour violations',
    component: () => import('./violations-page.tsx').then((m) => m.ViolationsPage),
    access: readHours,
  },
  {
    path: '/hours/settings',
    label: 'Settings of work hours',
    component: () => import('./settings-page.tsx').then((m) => m.SettingsPage),
    access: overseeHours,
    actions: [{ label: 'Set how hours are kept', to: '/hours/settings', access: overseeHours }],
  },
  {
    path: '/hours/people/:personId',
    label: 'Hours of a trainee',
    component: () => import('./person-hours-page.tsx').then((m) => m.PersonHoursPage),
    access: readHours,
  },
  {
    path: '/hours/concerns',
    label: 'Concerns',
    component: () => import('./concerns-page.tsx').then((m) => m.ConcernsPage),
    access: readConcerns,
  },
  {
    path: '/concern',
    label: 'Tell a concern',
    icon: IconMessageCircleQuestion,
    component: () => import('./concern-page.tsx').then((m) => m.ConcernPage),
    access: signedIn,
    actions: [{ label: 'Tell a concern without my name', to: '/concern', access: signedIn }],
  },
]
