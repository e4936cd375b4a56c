import { AppError, notFound } from '../../contract/app-error.ts'
import type { Target } from '../../contract/permission.ts'
import { type BoundRoute, handle, whoOf } from '../../platform/http/handler.ts'
import type { Platform } from '../../platform/platform.ts'
import { personTarget } from '../people/index.ts'
import { programIdsWithin } from '../programs/index.ts'
import * as contract from './contract.ts'
import { keepDocuments, verifyDocuments } from './policy.ts'
import * as service from './service.ts'
import { fileOf, kindById } from './store.ts'

export const documentRoutes = (platform: Platform): BoundRoute[] => {
  const db = platform.database.drizzle
  const documentAsked = async (call: {
    readonly actor: { readonly institutionId: string }
    readonly guard: { require(target: Target): void }
    readonly params: { readonly documentId: string }
  }) => {
    const row = await service.documentOrThrow(platform, call.actor.institutionId, call.params.documentId)
    call.guard.require(await personTarget(db, call.actor.institutionId, row.personId))
    return row
  }
  return [
    handle(contract.personDocuments, async ({ actor, guard, params: { personId } }) => {
      const target = await personTarget(db, actor.institutionId, personId)
      guard.require(target)
      const { today, kinds } = await service.documentsOf(platform, actor.institutionId, personId)
      const abilities = { keep: guard.may(keepDocuments, target), verify: guard.may(verifyDocuments, target) }
      return { today, kinds, abilities }
    }),
    handle(contract.deskDocuments, async ({ actor, guard, query: { programId } }) => {
      const wanted = await programIdsWithin(db, actor.institutionId, guard.scope(), programId)
      return service.desk(platform, actor.institutionId, wanted)
    }),
    handle(contract.addDocument, async (call) => {
      call.guard.require(await personTarget(db, call.actor.institutionId, call.params.personId))
      return service.add(platform, whoOf(call), call.params.personId, call.body)
    }),
    handle(contract.changeDocument, async (call) => {
      const { expectedVersion, fields } = call.body
      return service.correct(platform, whoOf(call), await documentAsked(call), expectedVersion, fields)
    }),
    handle(contract.putFile, async (call) => {
      const { fileName, expectedVersion } = call.query
      const sent = { fileName, bytes: call.body }
      return service.attach(platform, whoOf(call), await documentAsked(call), Number(expectedVersion), sent)
    }),
    handle(contract.getFile, async (call) => {
      const { id } = await documentAsked(call)
      const found = await fileOf(db, call.actor.institutionId, id)
      if (found?.file === undefined || found.file === null) throw notFound('file')
      // Always as a download: nothing of a file that was sent in is ever run or shown by this address.
      return new Response(new Uint8Array(found.file), {
        headers: {
          'content-type': found.fileType ?? 'application/octet-stream',
          'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.fileName ?? 'document')}`,
        },
      })
    }),
    handle(contract.verifyDocument, async (call) => {
      const row = await documentAsked(call)
      if (row.personId === call.actor.personId)
        throw new AppError('conflict', 'Somebody else confirms your own documents.')
      return service.verify(platform, whoOf(call), row, call.body.expectedVersion)
    }),
    handle(contract.removeDocument, async (call) => {
      await service.remove(platform, whoOf(call), await documentAsked(call), call.body.expectedVersion)
      return {}
    }),
    handle(contract.saveKind, async (call) => {
      const known = call.body.id === undefined ? undefined : await kindById(db, call.actor.institutionId, call.body.id)
      call.guard.require({ programIds: [known?.programId ?? call.body.programId] })
      if (call.body.id !== undefined && known?.programId !== call.body.programId) throw notFound('kind of document')
      return service.keepKind(platform, whoOf(call), call.body)
    }),
    handle(contract.archiveKind, async (call) => {
      const kind = await kindById(db, call.actor.institutionId, call.params.kindId)
      call.guard.require({ programIds: kind === undefined ? [] : [kind.programId] })
      if (kind === undefined) throw notFound('kind of document')
      await service.archiveKind(platform, whoOf(call), kind, call.body.expectedVersion)
      return {}
    }),
  ]
}
