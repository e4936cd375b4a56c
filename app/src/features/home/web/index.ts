import { IconHome } from '@tabler/icons-react'
import { signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'

export const pages: FeaturePages = [
  {
    path: '/',
    label: 'Home',
    icon: IconHome,
    component: () => import('./home-page.tsx').then((m) => m.HomePage),
    access: signedIn,
    rail: { group: 'me', order: 0, phone: 0 },
  },
]
