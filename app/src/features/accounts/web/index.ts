import { IconUserCircle } from '@tabler/icons-react'
import { publicAccess, signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'

export const pages: FeaturePages = [
  {
    path: '/sign-in',
    label: 'Sign in',
    component: () => import('./sign-in-page.tsx').then((m) => m.SignInPage),
    access: publicAccess,
  },
  {
    path: '/welcome/:token',
    label: 'Welcome',
    component: () => import('./welcome-page.tsx').then((m) => m.WelcomePage),
    access: publicAccess,
  },
  {
    path: '/account',
    label: 'Account',
    icon: IconUserCircle,
    component: () => import('./account-page.tsx').then((m) => m.AccountPage),
    access: signedIn,
    actions: [{ label: 'Change my password', to: '/account', access: signedIn }],
  },
]
