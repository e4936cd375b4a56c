import { IconInbox, IconMailForward } from '@tabler/icons-react'
import { signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { watchDelivery } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/inbox',
    label: 'Inbox',
    icon: IconInbox,
    component: () => import('./inbox-page.tsx').then((m) => m.InboxPage),
    access: signedIn,
    rail: { group: 'me', order: 40, phone: 4 },
  },
  {
    path: '/inbox/choices',
    label: 'How you are told',
    component: () => import('./choices-page.tsx').then((m) => m.ChoicesPage),
    access: signedIn,
    actions: [{ label: 'Choose how I am told', to: '/inbox/choices', access: signedIn }],
  },
  {
    path: '/inbox/delivery',
    label: 'Delivery',
    icon: IconMailForward,
    component: () => import('./delivery-page.tsx').then((m) => m.DeliveryPage),
    access: watchDelivery,
    rail: { group: 'institution', order: 85 },
  },
]
