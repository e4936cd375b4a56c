import { Button } from '@mantine/core'
import { useState } from 'react'
import { ErrorNotice } from '../../../ui/notices.tsx'
import type { ListedItem } from '../contract.ts'
import classes from './checklists.module.css'
import { ItemLine } from './item-line.tsx'
import { MarkDialog } from './mark-dialog.tsx'
import type { Marking } from './use-marking.ts'
import { isOpen, openFirst } from './words.ts'

/** What is open, the next due first; what is settled is one tap away. */
export function ItemList(props: {
  readonly items: readonly ListedItem[]
  readonly marking: Marking
  readonly mayMark: (item: ListedItem) => boolean
  readonly showOwner: boolean
  readonly documentsTo: string
  readonly stay?: boolean
}) {
  const [isOpened, setIsOpened] = useState(false)
  const [askedId, setAskedId] = useState<string | null>(null)
  const open = openFirst(props.items)
  const settled = props.items.filter((item) => !isOpen(item))
  const asked = props.items.find(({ id }) => id === askedId)
  const shown = isOpened || open.length === 0 ? [...open, ...settled] : open
  return (
    <div>
      {asked === undefined ? <ErrorNotice error={props.marking.error} /> : null}
      <ul className={classes.items}>
        {shown.map((item) => (
          <ItemLine
            key={item.id}
            item={item}
            marking={props.marking}
            mayMark={props.mayMark(item)}
            showOwner={props.showOwner}
            documentsTo={props.documentsTo}
            stay={props.stay ?? false}
            onMore={() => setAskedId(item.id)}
          />
        ))}
      </ul>
      {settled.length > 0 && open.length > 0 ? (
        <Button size="compact-sm" variant="subtle" aria-expanded={isOpened} onClick={() => setIsOpened(!isOpened)}>
          {isOpened ? 'Hide what is settled' : `Show ${settled.length} settled`}
        </Button>
      ) : null}
      {asked === undefined ? null : (
        <MarkDialog
          key={asked.id}
          item={asked}
          marking={props.marking}
          stay={props.stay ?? false}
          onClose={() => setAskedId(null)}
        />
      )}
    </div>
  )
}
