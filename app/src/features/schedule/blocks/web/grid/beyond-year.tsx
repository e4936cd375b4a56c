import { Text } from '@mantine/core'
import { TextLink } from '../../../../../ui/navigation.tsx'
import type { ScheduleView } from '../../contract.ts'
import type { TrainingYear } from '../../training/contract.ts'
import type { Cell, PersonLine } from './rows.ts'
import { holds, spanOf } from './timeline.ts'

/** The header's words for a year: what stands in it. */
export function yearWords(year: TrainingYear, view: Pick<ScheduleView, 'startYear' | 'scenario'>): string {
  if (year.startYear === view.startYear) return view.scenario === null ? year.label : `${year.label}, this draft`
  if (year.isPublished) return year.drafts.length === 0 ? year.label : `${year.label}, partly a draft`
  return year.drafts.length === 0 ? `${year.label}, nothing yet` : `${year.label}, draft`
}

/** The other year that a cell lies in; undefined for cells of the year that is looked at. */
export const yearBeyond = (
  years: readonly TrainingYear[],
  view: Pick<ScheduleView, 'startYear'>,
  cell: Cell,
): TrainingYear | undefined =>
  years.find((year) => year.startYear !== view.startYear && holds(spanOf(year), cell.startDay))

/** Why a cell of another year is not edited here, and where it is. */
export function BeyondYear(props: {
  readonly year: TrainingYear
  readonly view: ScheduleView
  readonly line: PersonLine
}) {
  const { year, view, line } = props
  const here = view.scenario === null ? `the schedule of ${view.label}` : `this draft of ${view.label}`
  const draft = year.drafts.find(({ programId }) => programId === line.row.programId)
  return (
    <Text size="sm">
      {year.label} is not part of {here}.{' '}
      {draft === undefined ? (
        <TextLink to="/schedule" search={{ year: year.startYear }}>
          {year.isPublished ? `Open ${year.label}, as published` : `Open ${year.label}; nothing is published yet`}
        </TextLink>
      ) : (
        <TextLink to={`/schedule/scenarios/${draft.id}`}>Open the draft “{draft.name}”</TextLink>
      )}
    </Text>
  )
}
