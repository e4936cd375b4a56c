import { IconCalendarMonth, IconCalendarUser, IconChartBar, IconHistory, IconUrgent } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { amendRecord, exportRecord, readPersonSchedule, readRecord, readRisk } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/schedule',
    label: 'My schedule',
    icon: IconCalendarUser,
    component: () => import('./my-schedule-page.tsx').then((m) => m.MySchedulePage),
    access: readPersonSchedule,
    rail: { group: 'me', order: 10, roles: ['trainee'], phone: 1 },
  },
  {
    path: '/me/progress',
    label: 'Am I on track?',
    icon: IconChartBar,
    component: () => import('./progress-page.tsx').then((m) => m.MyProgressPage),
    access: readPersonSchedule,
    rail: { group: 'me', order: 20, roles: ['trainee'], phone: 2 },
  },
  {
    path: '/people/:personId/progress',
    label: 'Progress',
    component: () => import('./progress-page.tsx').then((m) => m.ProgressPage),
    access: readPersonSchedule,
  },
  {
    path: '/schedule',
    label: 'Schedule',
    icon: IconCalendarMonth,
    component: () => import('./record-page.tsx').then((m) => m.RecordPage),
    access: readRecord,
    rail: { group: 'program', order: 10, phone: 3 },
    actions: [{ label: 'Amend the published schedule', to: '/schedule?amend=true', access: amendRecord }],
  },
  {
    path: '/schedule/history',
    label: 'History of the schedule',
    icon: IconHistory,
    component: () => import('./history-page.tsx').then((m) => m.HistoryPage),
    access: readRecord,
  },
  {
    path: '/schedule/print',
    label: 'Print the schedule',
    component: () => import('./print-page.tsx').then((m) => m.PrintPage),
    access: readRecord,
    actions: [{ label: 'Print the year for the wall', to: '/schedule/print', access: exportRecord }],
  },
  {
    path: '/risk',
    label: 'At risk',
    icon: IconUrgent,
    component: () => import('./risk-page.tsx').then((m) => m.RiskPage),
    access: readRisk,
    rail: { group: 'program', order: 30, phone: 5 },
  },
]
