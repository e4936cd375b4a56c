import { IconFileCertificate } from '@tabler/icons-react'
import type { FeaturePages } from '../../../ui/feature-page.ts'
import { readDocuments, verifyDocuments } from '../policy.ts'

export const pages: FeaturePages = [
  {
    path: '/documents',
    label: 'Documents',
    icon: IconFileCertificate,
    component: () => import('./documents-page.tsx').then((m) => m.DocumentsPage),
    access: verifyDocuments,
    rail: { group: 'program', order: 62, roles: ['coordinator', 'director'] },
    actions: [{ label: 'See whose documents end soon', to: '/documents', access: verifyDocuments }],
  },
  {
    path: '/me/documents',
    label: 'My documents',
    icon: IconFileCertificate,
    component: () => import('./person-documents-page.tsx').then((m) => m.MyDocumentsPage),
    access: readDocuments,
    rail: { group: 'me', order: 60, roles: ['trainee'] },
  },
  {
    path: '/people/:personId/documents',
    label: 'Documents of a person',
    component: () => import('./person-documents-page.tsx').then((m) => m.PersonDocumentsPage),
    access: verifyDocuments,
  },
]
