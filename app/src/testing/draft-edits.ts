import { dayOf } from '@gradus/rules'
import { cellWire } from '../features/schedule/cell-wire.ts'
import { applyCell, type Piece, settingOf } from '../features/schedule/cells.ts'
import type { FindingView } from '../features/schedule/blocks/contract.ts'
import { type CellWire, editCells } from '../features/schedule/scenarios/cells-contract.ts'
import { getScenario } from '../features/schedule/scenarios/contract.ts'
import type { TestApp } from './app.ts'
import type { WorldKey } from './world.ts'

/** Days on which a trainee shall be on a rotation, or with null on none. */
export interface DraftEdit {
  readonly appointmentId: string
  readonly rotationId: string | null
  readonly startOn: string
  readonly endOn: string
}

export interface DraftEdited {
  readonly status: number
  /** Why not. */
  readonly detail: string
  /** Of the draft as it is afterwards. */
  readonly version: number
  readonly findings: readonly FindingView[]
}

/** Edits a draft as the grid does: looks at it, and changes its cells from what stands there. */
export async function editDraft(
  app: TestApp,
  as: WorldKey,
  scenarioId: string,
  edits: readonly DraftEdit[],
  pinned = true,
): Promise<DraftEdited> {
  const params = { scenarioId }
  const { answer: before } = await app.call(getScenario, as, { params })
  const rows = new Map<string, Piece[]>()
  for (const { appointmentId, rotationKey, startOn, endOn, pinned: isPinned } of before.assignments)
    rows.set(appointmentId, [
      ...(rows.get(appointmentId) ?? []),
      {
        rotationId: rotationKey.slice(rotationKey.indexOf(':') + 1),
        startOn: dayOf(startOn),
        endOn: dayOf(endOn),
        pinned: isPinned,
      },
    ])
  const cells = edits.map(({ appointmentId, rotationId, startOn, endOn }): CellWire => {
    const row = (rows.get(appointmentId) ?? []).sort((a, b) => a.startOn - b.startOn)
    const change = settingOf(row, {
      appointmentId,
      rotationId,
      pinned: pinned && rotationId !== null,
      startOn: dayOf(startOn),
      endOn: dayOf(endOn),
    })
    rows.set(appointmentId, applyCell(row, change))
    return cellWire(change)
  })
  const sent = await app.call(editCells, as, { params, body: { cells } })
  const { answer: after } = await app.call(getScenario, as, { params })
  const detail = sent.status === 200 ? '' : sent.problem.detail
  return { status: sent.status, detail, version: after.version, findings: after.findings }
}
