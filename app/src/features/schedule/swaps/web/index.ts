import { IconAmbulance, IconArrowsExchange, IconPhoneCall } from '@tabler/icons-react'
import type { FeaturePages } from '../../../../ui/feature-page.ts'
import { decideSwaps, offerSwaps, repairCalls } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/calls',
    label: 'My calls',
    icon: IconPhoneCall,
    component: () => import('./my-calls-page.tsx').then((m) => m.MyCallsPage),
    access: offerSwaps,
    rail: { group: 'me', order: 15, roles: ['trainee'], phone: 4 },
    actions: [{ label: 'Swap or give away a call', to: '/me/calls', access: offerSwaps }],
  },
  {
    path: '/swaps',
    label: 'Offers of call',
    icon: IconArrowsExchange,
    component: () => import('./offers-page.tsx').then((m) => m.OffersPage),
    access: offerSwaps,
  },
  {
    path: '/swaps/approvals',
    label: 'Swaps to approve',
    component: () => import('./approvals-page.tsx').then((m) => m.ApprovalsPage),
    access: decideSwaps,
  },
  {
    path: '/calls/repair',
    label: 'Somebody is out',
    icon: IconAmbulance,
    component: () => import('./repair-page.tsx').then((m) => m.RepairPage),
    access: repairCalls,
    rail: { group: 'program', order: 45 },
    actions: [{ label: 'Find somebody for a call', to: '/calls/repair', access: repairCalls }],
  },
]
