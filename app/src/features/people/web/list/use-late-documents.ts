import { useMemo } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { deskDocuments, type DocumentState } from '../../../documents/contract.ts'
import { verifyDocuments } from '../../../documents/policy.ts'

const late: ReadonlySet<DocumentState> = new Set(['expired', 'missing', 'expiring'])

/** The people whose documents are missing, ended or end soon; null while nobody asks or it is not known yet. */
export function useLateDocuments(asked: boolean): ReadonlySet<string> | null {
  const actor = useActor()
  const { data } = useRoute(deskDocuments, { query: {} }, { enabled: asked && actor.may(verifyDocuments) })
  return useMemo(
    () =>
      data === undefined
        ? null
        : new Set(data.rows.filter(({ state }) => late.has(state)).map(({ personId }) => personId)),
    [data],
  )
}
