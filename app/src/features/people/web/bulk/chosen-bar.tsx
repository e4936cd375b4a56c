import { Button } from '@mantine/core'
import { IconEdit } from '@tabler/icons-react'
import { useState } from 'react'
import type { Directory } from '../../contract.ts'
import { mostAtOnce } from '../../bulk/contract.ts'
import type { Line } from '../list/lines.ts'
import type { Selection } from '../list/selection.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import classes from './chosen-bar.module.css'
import { BatchNotice } from './batch-notice.tsx'

/** Says who is chosen, and what was done last; opens the change of many. */
export function ChosenBar(props: {
  readonly directory: Directory
  readonly shown: readonly Line[]
  readonly selection: Selection
  readonly programId: string | null
  readonly onClear: () => void
}) {
  const { directory, selection, shown } = props
  const [isOpen, setOpen] = useState(false)
  const [done, setDone] = useState<{ readonly batchId: string; readonly sentence: string } | null>(null)
  const count = selection.ids.size
  const hidden = count - shown.filter(({ person }) => selection.ids.has(person.id)).length
  const chosen = directory.people.filter(({ id }) => selection.ids.has(id))
  return (
    <>
      {done === null ? null : (
        <BatchNotice key={done.batchId} batchId={done.batchId} sentence={done.sentence} onClose={() => setDone(null)} />
      )}
      {count === 0 ? null : (
        <div className={classes.bar} role="status">
          <span className={classes.words}>
            {count === 1 ? '1 person chosen' : `${count.toLocaleString('en')} people chosen`}
            {hidden === 0 ? '' : `, ${hidden} of them not shown now`}
            {count > mostAtOnce ? `; change at most ${mostAtOnce} at once` : ''}
          </span>
          <Button size="xs" variant="default" onClick={props.onClear}>
            Choose nobody
          </Button>
          <Button
            size="xs"
            leftSection={<IconEdit size={16} aria-hidden />}
            disabled={count > mostAtOnce}
            onClick={() => setOpen(true)}
          >
            Change
          </Button>
        </div>
      )}
      {isOpen ? (
        <BulkDialog
          directory={directory}
          people={chosen}
          programId={props.programId}
          onClose={() => setOpen(false)}
          onDone={(batch) => {
            setOpen(false)
            setDone(batch)
            props.onClear()
          }}
        />
      ) : null}
    </>
  )
}
