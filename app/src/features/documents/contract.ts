import { z } from 'zod'
import { id, isoDate, name, version } from '../../contract/fields.ts'
import { route } from '../../contract/route.ts'
import { defineDocuments, keepDocuments, readDocuments, verifyDocuments } from './policy.ts'

export const mostFileBytes = 8 * 1024 * 1024

/** The worst first: what somebody must do something about. */
export const documentStates = ['expired', 'missing', 'expiring', 'unverified', 'good', 'optional'] as const
export type DocumentState = (typeof documentStates)[number]

export const documentKindView = z.object({
  id,
  version,
  programId: id,
  name: z.string(),
  isRequired: z.boolean(),
  expires: z.boolean(),
  remindDays: z.array(z.number().int()),
})
export type DocumentKindView = z.infer<typeof documentKindView>

const held = z.object({
  id,
  version,
  number: z.string().nullable(),
  issuedOn: isoDate.nullable(),
  expiresOn: isoDate.nullable(),
  enteredBy: z.string(),
  enteredAt: z.string(),
  verifiedBy: z.string().nullable(),
  fileName: z.string().nullable(),
})
export type HeldView = z.infer<typeof held>

const kindOfPerson = documentKindView.extend({
  programName: z.string(),
  state: z.enum(documentStates),
  /** What is the case, for the holder. */
  sentence: z.string(),
  /** The newest first; the first one counts. */
  documents: z.array(held),
})
export type KindOfPerson = z.infer<typeof kindOfPerson>

export const personDocuments = route({
  id: 'documents.person',
  method: 'get',
  path: '/api/people/:personId/documents',
  summary: 'The documents a person is asked for, and those they hold',
  access: readDocuments,
  params: z.object({ personId: id }),
  answer: z.object({
    today: isoDate,
    kinds: z.array(kindOfPerson),
    abilities: z.object({ keep: z.boolean(), verify: z.boolean() }),
  }),
})

export const deskDocuments = route({
  id: 'documents.desk',
  method: 'get',
  path: '/api/documents',
  summary: 'Which documents of which trainees are missing, expire soon or wait to be seen',
  access: verifyDocuments,
  query: z.object({ programId: id.optional() }),
  answer: z.object({
    today: isoDate,
    kinds: z.array(documentKindView),
    rows: z.array(
      z.object({
        personId: id,
        personName: z.string(),
        programId: id,
        kindId: id,
        kindName: z.string(),
        state: z.enum(documentStates),
        sentence: z.string(),
        expiresOn: isoDate.nullable(),
      }),
    ),
  }),
})

const fields = z
  .object({
    number: z.string().trim().max(80, 'Use at most 80 characters.').nullable(),
    issuedOn: isoDate.nullable(),
    expiresOn: isoDate.nullable(),
  })
  .refine(({ issuedOn, expiresOn }) => issuedOn === null || expiresOn === null || issuedOn <= expiresOn, {
    path: ['expiresOn'],
    message: 'It ends before it was issued.',
  })
export type DocumentFields = z.infer<typeof fields>

export const addDocument = route({
  id: 'documents.add',
  method: 'post',
  path: '/api/people/:personId/documents',
  summary: 'Enter a document, or the one that renews it',
  access: keepDocuments,
  params: z.object({ personId: id }),
  body: z.object({ kindId: id, fields }),
  status: 201,
  answer: z.object({ id }),
})

const oneDocument = z.object({ documentId: id })

export const changeDocument = route({
  id: 'documents.change',
  method: 'patch',
  path: '/api/documents/:documentId',
  summary: 'Correct what is written of a document; it must be seen again',
  access: keepDocuments,
  params: oneDocument,
  body: z.object({ expectedVersion: version, fields }),
  answer: z.object({ version }),
})

export const putFile = route({
  id: 'documents.file.put',
  method: 'put',
  path: '/api/documents/:documentId/file',
  summary: 'Attach a PDF or a picture to a document; it must be seen again',
  access: keepDocuments,
  params: oneDocument,
  query: z.object({ fileName: name, expectedVersion: z.string().regex(/^\d+$/) }),
  body: z.instanceof(Uint8Array).meta({ description: 'A PDF, JPEG, PNG or WebP file' }),
  bodyKind: 'bytes',
  maxBytes: mostFileBytes,
  answer: z.object({ version }),
})

export const getFile = route({
  id: 'documents.file.get',
  method: 'get',
  path: '/api/documents/:documentId/file',
  summary: 'Download the file of a document',
  access: readDocuments,
  params: oneDocument,
  answer: 'file',
})

export const verifyDocument = route({
  id: 'documents.verify',
  method: 'post',
  path: '/api/documents/:documentId/verify',
  summary: 'Confirm that a document was seen and is right',
  access: verifyDocuments,
  params: oneDocument,
  body: z.object({ expectedVersion: version }),
  answer: z.object({ version }),
})

export const removeDocument = route({
  id: 'documents.remove',
  method: 'post',
  path: '/api/documents/:documentId/remove',
  summary: 'Take a document away that was entered by mistake',
  access: keepDocuments,
  params: oneDocument,
  body: z.object({ expectedVersion: version }),
  answer: z.object({}),
})

const remindDays = z
  .array(z.number().int().min(0).max(730))
  .max(6, 'Remind at most six times.')
  .transform((days) => [...new Set(days)].sort((a, b) => b - a))

export const saveKind = route({
  id: 'documents.kinds.save',
  method: 'post',
  path: '/api/document-kinds',
  summary: 'Say that a program asks for a document; with an id, change one',
  access: defineDocuments,
  body: z.object({
    id: id.exactOptional(),
    expectedVersion: version,
    programId: id,
    name,
    isRequired: z.boolean(),
    expires: z.boolean(),
    remindDays,
  }),
  answer: z.object({ id }),
})

export const archiveKind = route({
  id: 'documents.kinds.archive',
  method: 'post',
  path: '/api/document-kinds/:kindId/archive',
  summary: 'Ask for a document no longer; what is held stays',
  access: defineDocuments,
  params: z.object({ kindId: id }),
  body: z.object({ expectedVersion: version }),
  answer: z.object({}),
})
