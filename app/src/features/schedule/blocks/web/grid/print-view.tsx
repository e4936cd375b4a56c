import { Button, Group, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { dayWords, rangeWords } from '../../../../../ui/date-words.ts'
import type { ScheduleView } from '../../contract.ts'
import { WallPrint } from '../wall-print.tsx'
import '../print-page.css'
import './print-view.css'
import type { GridRows } from './rows.ts'

/** What the grid shows, as one sheet of paper: the trainees that are not filtered out, and the weeks in view. */
export function PrintView(props: {
  readonly view: ScheduleView
  readonly rows: GridRows
  readonly title: string
  /** The first and the last week in view. */
  readonly firstWeek: number
  readonly lastWeek: number
  readonly onClose: () => void
}) {
  const { view } = props
  const weeks = view.weeks.slice(props.firstWeek, props.lastWeek + 1)
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (first === undefined || last === undefined) return null
  const shown = { ...view, weeks, startOn: first.startOn, endOn: last.endOn }
  return (
    <Modal
      opened
      onClose={props.onClose}
      fullScreen
      title="Print what the grid shows"
      classNames={{ root: 'print-view', header: 'no-print' }}
      transitionProps={{ duration: 0 }}
    >
      <Group gap="sm" mb="sm" className="no-print">
        <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
        <Button variant="default" onClick={props.onClose}>
          Close
        </Button>
      </Group>
      <WallPrint
        view={shown}
        rows={props.rows}
        title={`${props.title}, ${rangeWords(first.startOn, last.endOn)}`}
        note={`${props.rows.people.length} of ${view.rows.length} trainees, printed ${dayWords(view.today)}`}
      />
    </Modal>
  )
}
