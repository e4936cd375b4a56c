import { IconUsers } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { editPeople, importPeople, listPeople, readPerson } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/people',
    label: 'People',
    icon: IconUsers,
    component: () => import('./people-page.tsx').then((m) => m.PeoplePage),
    access: listPeople,
    rail: {
      group: 'program',
      order: 40,
      roles: ['faculty', 'chief', 'coordinator', 'director', 'committee', 'dio', 'administrator'],
      phone: 6,
    },
    actions: [{ label: 'Add a person', to: '/people?add=true', access: editPeople }],
  },
  {
    path: '/people/import',
    label: 'Import people',
    component: () => import('./import-page.tsx').then((m) => m.ImportPage),
    access: importPeople,
    actions: [{ label: 'Import people from a spreadsheet', to: '/people/import', access: importPeople }],
  },
  {
    path: '/people/changes',
    label: 'Changes of many people',
    component: () => import('./bulk/changes-page.tsx').then((m) => m.ChangesPage),
    access: editPeople,
  },
  {
    path: '/people/changes/:batchId',
    label: 'Change of many people',
    component: () => import('./bulk/change-page.tsx').then((m) => m.ChangePage),
    access: editPeople,
  },
  {
    path: '/people/:personId',
    label: 'Person',
    component: () => import('./person-page.tsx').then((m) => m.PersonPage),
    access: readPerson,
  },
]
