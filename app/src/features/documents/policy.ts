import { permission } from '../../contract/permission.ts'

/** Licences, certificates and visas concern the person and those who run the program. */
export const readDocuments = permission(
  'documents.read',
  'See licences, certificates and other documents of a person',
  {
    trainee: 'self',
    coordinator: 'program',
    director: 'program',
  },
)

export const keepDocuments = permission('documents.keep', 'Enter and replace documents of a person', {
  trainee: 'self',
  coordinator: 'program',
  director: 'program',
})

/** Nobody vouches for their own document: a trainee holds no such role. */
export const verifyDocuments = permission('documents.verify', 'Confirm that a document was seen and is right', {
  coordinator: 'program',
  director: 'program',
})

export const defineDocuments = permission('documents.define', 'Say which documents a program asks for', {
  coordinator: 'program',
  director: 'program',
})
