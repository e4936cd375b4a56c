import { IconListCheck, IconPlaneDeparture } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { arrangeOffSite } from '../../off-site/policy.ts'
import { defineChecklists, overseeChecklists, readChecklists } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/me/checklists',
    label: 'My checklists',
    icon: IconListCheck,
    component: () => import('./person-checklists-page.tsx').then((m) => m.MyChecklistsPage),
    access: readChecklists,
    actions: [{ label: 'See my checklists', to: '/me/checklists', access: readChecklists }],
  },
  {
    path: '/people/:personId/checklists',
    label: 'Checklists of a person',
    component: () => import('./person-checklists-page.tsx').then((m) => m.PersonChecklistsPage),
    access: overseeChecklists,
  },
  {
    path: '/checklists',
    label: 'Checklists',
    icon: IconListCheck,
    component: () => import('./desk-page.tsx').then((m) => m.DeskPage),
    access: overseeChecklists,
    rail: { group: 'program', order: 63, roles: ['coordinator'] },
    actions: [
      { label: 'See who is late with a checklist', to: '/checklists', access: overseeChecklists },
      { label: 'Do what is mine on checklists', to: '/checklists?owner=mine', access: overseeChecklists },
    ],
  },
  {
    path: '/checklists/templates',
    label: 'What is on the lists',
    component: () => import('./templates-page.tsx').then((m) => m.TemplatesPage),
    access: defineChecklists,
    actions: [{ label: 'Write a checklist', to: '/checklists/templates', access: defineChecklists }],
  },
  {
    path: '/off-site',
    label: 'Other sites',
    icon: IconPlaneDeparture,
    component: () => import('./off-site-page.tsx').then((m) => m.OffSitePage),
    access: arrangeOffSite,
    actions: [{ label: 'Arrange time at other sites', to: '/off-site', access: arrangeOffSite }],
  },
]
