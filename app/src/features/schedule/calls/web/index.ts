import { IconPhone } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { askCall, makeCall, readCall } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/call',
    label: 'Call',
    icon: IconPhone,
    component: () => import('./now-page.tsx').then((m) => m.NowPage),
    access: readCall,
    rail: { group: 'program', order: 15, phone: 6 },
    actions: [{ label: 'Who is on call now', to: '/call', access: readCall }],
  },
  {
    path: '/call/schedules',
    label: 'Call schedules',
    component: () => import('./schedules-page.tsx').then((m) => m.CallSchedulesPage),
    access: readCall,
    actions: [{ label: 'Start a call schedule', to: '/call/schedules?new=true', access: makeCall }],
  },
  {
    path: '/call/schedules/:scheduleId',
    label: 'Call schedule',
    component: () => import('./schedule-page.tsx').then((m) => m.CallSchedulePage),
    access: readCall,
  },
  {
    path: '/call/fairness',
    label: 'Fairness of call',
    component: () => import('./fairness-page.tsx').then((m) => m.FairnessPage),
    access: readCall,
  },
  {
    path: '/call/pools',
    label: 'Call pools',
    component: () => import('./pools-page.tsx').then((m) => m.PoolsPage),
    access: readCall,
  },
  {
    path: '/call/reasons',
    label: 'Why call is changed by hand',
    component: () => import('./reasons-page.tsx').then((m) => m.ReasonsPage),
    access: makeCall,
  },
  {
    path: '/call/wishes',
    label: 'My wishes about call',
    component: () => import('./wishes-page.tsx').then((m) => m.CallWishesPage),
    access: askCall,
    actions: [{ label: 'Say when I cannot be on call', to: '/call/wishes', access: askCall }],
  },
]
