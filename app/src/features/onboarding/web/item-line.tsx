import { Button, Checkbox, Loader, Text } from '@mantine/core'
import { dayWords, instantWords } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { Status } from '../../../ui/status.tsx'
import type { ListedItem } from '../contract.ts'
import classes from './checklists.module.css'
import { isOpen, ownerNames, statusNames } from './words.ts'
import type { Marking } from './use-marking.ts'

export function ItemStatus({ item, stay = false }: { readonly item: ListedItem; readonly stay?: boolean }) {
  if (item.isLate) return <Status kind="missed">{item.status === 'sent' ? 'Sent, late' : 'Late'}</Status>
  const kinds = { open: 'on-track', sent: 'on-track', done: 'met', 'not-needed': 'note' } as const
  return (
    <Status kind={kinds[item.status]}>{stay && item.status === 'done' ? 'Confirmed' : statusNames[item.status]}</Status>
  )
}

/** Who said so and when, or by when it is to be done. */
function Meta({
  item,
  showOwner,
  stay,
}: {
  readonly item: ListedItem
  readonly showOwner: boolean
  readonly stay: boolean
}) {
  const { by, at, note, change } = item
  return (
    <div className={classes.meta}>
      <ItemStatus item={item} stay={stay} />
      {isOpen(item) ? <span>by {dayWords(item.dueOn)}</span> : null}
      {showOwner ? <span className="quiet">{ownerNames[item.owner]}</span> : null}
      {item.document === null && by !== null && at !== null && item.status !== 'open' ? (
        <span className="quiet">
          {by}, {instantWords(at)}
        </span>
      ) : null}
      {note === null ? null : <span>“{note}”</span>}
      {change === null ? null : (
        <span>
          {change.was === null ? 'New' : 'Changed'} on {dayWords(change.on)}
          {change.was === null || change.was === item.title ? '' : `, was “${change.was}”`}
        </span>
      )}
      {item.isGone ? <span className="quiet">no longer asked</span> : null}
    </div>
  )
}

/**
 * One thing to do. What is the viewer's has a box to tick; a document leads to where it is entered. `onMore` opens the other answers:
 * sent, does not apply, a note.
 */
export function ItemLine(props: {
  readonly item: ListedItem
  readonly marking: Marking
  readonly mayMark: boolean
  readonly showOwner: boolean
  /** Where documents of this person are entered. */
  readonly documentsTo: string
  readonly stay?: boolean
  readonly onMore: () => void
}) {
  const { item, marking, mayMark } = props
  const isPending = marking.pendingId === item.id
  const isDone = item.status === 'done'
  const ticks = mayMark && item.document === null && !item.isGone && item.status !== 'not-needed'
  return (
    <li className={classes.item}>
      <div className={classes.mark}>
        {isPending ? (
          <Loader size={20} aria-label="Saving" />
        ) : ticks ? (
          <Checkbox
            size="md"
            aria-label={isDone ? `Open again: ${item.title}` : `Done: ${item.title}`}
            checked={isDone}
            onChange={() => marking.mark(item, isDone ? 'open' : 'done', isDone ? null : item.note)}
          />
        ) : null}
      </div>
      <div className={classes.words}>
        <Text fw={600} component="div">
          {item.title}
        </Text>
        {item.guidance === '' || !isOpen(item) ? null : <div className={classes.guidance}>{item.guidance}</div>}
        <Meta item={item} showOwner={props.showOwner} stay={props.stay ?? false} />
        {item.document === null || !isOpen(item) ? null : (
          <div className={classes.guidance}>
            {item.document.sentence} <TextLink to={props.documentsTo}>Go to the documents</TextLink>
          </div>
        )}
      </div>
      {mayMark && !item.isGone ? (
        <Button
          className={classes.more}
          size="compact-sm"
          variant="subtle"
          aria-label={`More about ${item.title}`}
          onClick={props.onMore}
        >
          More
        </Button>
      ) : null}
    </li>
  )
}
