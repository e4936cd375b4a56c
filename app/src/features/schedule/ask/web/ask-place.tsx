import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { ScheduleView } from '../../blocks/contract.ts'
import type { ProposedChange } from '../contract.ts'
import { AskContext, type AskTarget } from './ask-context.ts'

const AskDialog = lazy(() => import('./ask-dialog.tsx').then((m) => ({ default: m.AskDialog })))

/**
 * A place from which a schedule can be asked why somebody is where they are. `onApply` makes the changes of an answer in a draft; without it
 * they are made in the schedule of record, as an amendment with its reason.
 */
export function AskPlace(props: {
  readonly view: ScheduleView
  readonly onApply?: ((words: string, changes: readonly ProposedChange[]) => void) | undefined
  readonly children: ReactNode
}) {
  const [target, setTarget] = useState<AskTarget | null>(null)
  return (
    <AskContext value={setTarget}>
      {props.children}
      {target === null ? null : (
        <Suspense fallback={null}>
          <AskDialog
            key={`${target.appointmentId} ${target.startOn}`}
            view={props.view}
            target={target}
            onApply={props.onApply}
            onClose={() => setTarget(null)}
          />
        </Suspense>
      )}
    </AskContext>
  )
}
