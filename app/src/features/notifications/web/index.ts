import { IconInbox } from '@tabler/icons-react'
import { signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'

export const pages: FeaturePages = [
  {
    path: '/inbox',
    label: 'Inbox',
    icon: IconInbox,
    component: () => import('./inbox-page.tsx').then((m) => m.InboxPage),
    access: signedIn,
    rail: { group: 'me', order: 40, phone: 4 },
  },
]
