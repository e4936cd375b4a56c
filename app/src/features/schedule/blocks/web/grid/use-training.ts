import { useMemo } from 'react'
import { useRoute } from '../../../../../ui/api.ts'
import type { GridRow, RotationView, ScheduleView } from '../../contract.ts'
import { getTraining, type TrainingView, type TrainingYear } from '../../training/contract.ts'
import type { DrawnView } from './rows.ts'

export interface Training {
  /** The view with the years around it; the view itself as long as they are not shown, or not here yet. */
  readonly shown: DrawnView
  /** Empty where only the view's own year is shown. */
  readonly years: readonly TrainingYear[]
  readonly error: Error | null
  readonly isLoading: boolean
}

const noYears: readonly TrainingYear[] = []

const byKey = (rotations: readonly RotationView[]) => new Map(rotations.map((each) => [each.key, each]))

/** Everything of the wide view that does not change while cells are edited. */
function around({ rows, rotations, leaves }: Pick<ScheduleView, 'rows' | 'rotations' | 'leaves'>, told: TrainingView) {
  const toldRows = new Map(told.rows.map((row) => [row.appointmentId, row]))
  return {
    startOn: told.years[0]?.startOn ?? '',
    endOn: told.years.at(-1)?.endOn ?? '',
    weeks: told.years.flatMap(({ weeks }) => weeks),
    rows: rows.map((row): GridRow => {
      const known = toldRows.get(row.appointmentId)
      if (known === undefined) return row
      const { startOn, endOn, calendar } = known
      return { ...row, startOn, endOn, periods: told.calendars[calendar] ?? row.periods }
    }),
    rotations: [...new Map([...byKey(told.rotations), ...byKey(rotations)]).values()],
    leaves: [...leaves, ...told.leaves],
  }
}

/** A view with the other academic years of its trainees beside it, asked for when they are wanted. */
export function useTraining(view: ScheduleView, programId: string | undefined, isWanted: boolean): Training {
  const programs = programId ?? view.programs.map(({ id }) => id).join(',')
  const query = useRoute(
    getTraining,
    { params: { startYear: String(view.startYear) }, query: { programId: programs } },
    { enabled: isWanted },
  )
  const told = isWanted ? query.data : undefined
  const { rows, rotations, leaves, assignments } = view
  const wide = useMemo(() => told && around({ rows, rotations, leaves }, told), [rows, rotations, leaves, told])
  const shown = useMemo(
    (): DrawnView =>
      wide === undefined || told === undefined
        ? view
        : { ...view, ...wide, assignments: [...assignments, ...told.assignments] },
    [view, wide, assignments, told],
  )
  return {
    shown,
    years: told?.years ?? noYears,
    error: isWanted ? query.error : null,
    isLoading: isWanted && query.isPending,
  }
}
