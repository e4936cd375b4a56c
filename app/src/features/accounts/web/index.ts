import { IconShieldLock, IconUserCircle } from '@tabler/icons-react'
import { publicAccess, signedIn } from '../../../contract/permission.ts'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { manageRoles } from '../policy.ts'

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
  {
    path: '/roles',
    label: 'Roles',
    icon: IconShieldLock,
    component: () => import('./roles-page.tsx').then((m) => m.RolesPage),
    access: manageRoles,
    rail: { group: 'institution', order: 15 },
    actions: [{ label: 'Give a role', to: '/roles?give=true', access: manageRoles }],
  },
]
