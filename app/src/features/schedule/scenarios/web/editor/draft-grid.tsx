import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { activeId } from '../../../blocks/web/grid/active-cell.tsx'
import { type Cursor, cellAt, moved, moveOf } from '../../../blocks/web/grid/cursor.ts'
import { ScheduleGrid, type ScheduleGridProps } from '../../../blocks/web/grid/schedule-grid.tsx'
import { fillFrom } from './block.ts'
import { CellControls } from './cell-controls.tsx'
import { CommandMenu, type MenuPlace } from './command-menu.tsx'
import { type CommandId, commandOf } from './commands.ts'
import type { Editing } from './editing.ts'
import { FindBar } from './find-bar.tsx'
import { reasonByKey, Refusal } from './refusal.tsx'
import { assignmentAt, isIn, stepped, type Stretch, stretchesOf } from './selection.ts'
import { StatusLine } from './status-line.tsx'
import { useClipboard } from './use-clipboard.ts'
import type { Draft } from './use-draft.ts'
import { useDropping } from './use-dropping.ts'
import { useMarks } from './use-marks.ts'
import { usePointer } from './use-pointer.ts'
import { useSelection } from './use-selection.ts'
import { stretchWords } from './words.ts'

const PasteDialog = lazy(() => import('./paste-dialog.tsx').then((m) => ({ default: m.PasteDialog })))

const changing: ReadonlySet<CommandId> = new Set<CommandId>([
  'cut',
  'clear',
  'fill-down',
  'fill-right',
  'pin',
  'comment',
  'solve',
])

/** The grid of a draft as a spreadsheet: a selection, commands on it by key, pointer and menu, and what they did in words. */
export function DraftGrid({
  draft,
  work,
  onComment,
  onSolve,
  onGaps,
  onSelect,
  ...grid
}: ScheduleGridProps & {
  readonly draft: Draft
  readonly work: Editing
  readonly onGaps: () => void
  readonly onComment: (stretch: Stretch | undefined) => void
  readonly onSolve?: ((stretches: readonly Stretch[]) => void) | undefined
  /** Hears what is selected, when somebody wants to know. */
  readonly onSelect: ((stretch: Stretch | undefined) => void) | undefined
}) {
  const { rows, cursor, onCursor, onOpened } = grid
  const { people } = rows
  const scroller = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [finding, setFinding] = useState<{ text: string; places: readonly Cursor[] } | null>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [mayLeave, setMayLeave] = useState(false)
  const [choice, setChoice] = useState<string | null>(null)

  const selecting = useSelection(draft, people, cursor, onCursor, onSelect)
  const { selection, stretches, beyond, select, selectRange } = selecting
  const clipboard = useClipboard(draft, work, people, selecting)
  const line = people[cursor.person]
  const toGrid = () => scroller.current?.focus({ preventScroll: true })
  const dropping = useDropping(draft, work, selectRange, toGrid)
  const { refused } = dropping
  const pointer = usePointer({
    scroller,
    people,
    selection,
    stretches,
    select,
    onFill: (from) =>
      work.apply(`Filled: ${stretchWords(stretches)}`, fillFrom(draft.session, stretchesOf(people, from), stretches)),
    onDrop: dropping.put,
    onMenu: (x, y) => setMenu({ x, y }),
  })
  const { marks, reason } = useMarks({
    draft,
    rows,
    drag: pointer.drag,
    choice,
    cursor,
    copied: clipboard.copied,
    finding,
  })

  const run = (id: CommandId) => {
    setMenu(null)
    if (beyond !== null && changing.has(id)) work.say(beyond)
    else if (id === 'details') onOpened('inside')
    else if (id === 'clear') work.set(stretches, null)
    else if (id === 'fill-down' || id === 'fill-right') work.fill(stretches, id === 'fill-down' ? 'down' : 'right')
    else if (id === 'pin') work.pin(stretches)
    else if (id === 'gaps') onGaps()
    else if (id === 'comment') onComment(stretches[0])
    else if (id === 'solve') onSolve?.(stretches)
    else if (id === 'undo') work.undo()
    else if (id === 'redo') work.redo()
    else if (id === 'find') setFinding({ text: '', places: [] })
    else if (id === 'row' && line) selecting.selectDays(line.span.startDay, line.span.endDay)
    else if (id === 'assignment' && line) {
      const { startDay, endDay } = assignmentAt(line, cursor.day)
      selecting.selectDays(startDay, endDay)
    } else if (id === 'copy' || id === 'cut') clipboard.take(id === 'cut')
    else if (id === 'paste') clipboard.put()
  }

  const onKey = (event: KeyboardEvent): boolean => {
    const { key } = event
    setMayLeave(key === 'Escape')
    const ctrl = event.ctrlKey || event.metaKey
    const command = commandOf(event)
    const reason = refused?.isInsisted ? reasonByKey(key) : undefined
    if (reason !== undefined) dropping.giveReason(reason)
    else if (refused !== null && event.altKey && key === 'Enter') dropping.insist()
    else if (command !== null) run(command)
    else if (key === 'Escape') {
      pointer.cancel()
      dropping.leave()
      clipboard.forget()
      setFinding(null)
      select(cursor, false)
      onOpened('closed')
    } else if (key === 'Tab' && !ctrl && !mayLeave) {
      const next = stepped(people, cursor, event.shiftKey ? -1 : 1)
      if (next === null) return false
      select(next, false)
    } else if (key === 'Enter' && !ctrl) select(moved(cursor, event.shiftKey ? 'up' : 'down', people, 10), false)
    else if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) openMenuAtCell()
    else if (event.shiftKey && moveOf(key, ctrl) !== null)
      select(moved(cursor, moveOf(key, ctrl) ?? 'right', people, 10), true)
    else if (ctrl && key.toLowerCase() === 'a') {
      const head = { person: 0, day: grid.timeline.startDay }
      selectRange({ person: people.length - 1, day: grid.timeline.endDay }, head)
    } else if (/^[\p{L}\p{N}]$/u.test(key) && !ctrl && !event.altKey) {
      if (beyond !== null) work.say(beyond)
      else {
        setTyped(key)
        onOpened('inside')
      }
    } else return false
    event.preventDefault()
    return true
  }
  const openMenuAtCell = () => {
    const box = line && document.getElementById(activeId(line, cellAt(line, cursor.day)))?.getBoundingClientRect()
    setMenu({ x: box?.left ?? 200, y: box?.bottom ?? 200 })
  }
  const close = () => {
    setTyped('')
    setChoice(null)
    onOpened('closed')
  }

  return (
    <>
      {finding === null ? null : (
        <FindBar
          people={people}
          onFound={(text, places, place) => {
            setFinding({ text, places })
            if (place !== null) select(place, false)
          }}
          onClose={() => {
            setFinding(null)
            scroller.current?.focus({ preventScroll: true })
          }}
        />
      )}
      <ScheduleGrid
        {...grid}
        onType={undefined}
        onClear={undefined}
        onOpened={(next) => {
          if (next === 'closed') close()
          else onOpened(next)
        }}
        details={(ofLine, cell) =>
          grid.details(
            ofLine,
            cell,
            <CellControls
              key={typed}
              draft={draft}
              work={work}
              line={ofLine}
              cell={cell}
              stretches={stretches}
              typed={typed}
              onChoice={setChoice}
              onDone={close}
            />,
          )
        }
        editing={{
          scroller,
          selection,
          marks,
          onKey,
          onPointer: pointer.onPointer,
          onTouchEnd: pointer.onTouchEnd,
          onOpen: (place) => {
            const target = people[place.person]
            if (target === undefined) return
            const { startDay, endDay } = assignmentAt(target, place.day)
            const anchor = { person: place.person, day: startDay }
            const isHere =
              cellAt(target, endDay).endDay === cellAt(target, cursor.day).endDay && place.person === cursor.person
            if (isHere) selecting.anchorAt(anchor)
            else selectRange(anchor, { person: place.person, day: endDay })
          },
          onMenu: (event, place) => {
            event.preventDefault()
            if (place === null) return openMenuAtCell()
            if (!isIn(selection, place)) select(place, false)
            setMenu({ x: event.clientX, y: event.clientY })
          },
          onClipboard: clipboard.onEvent,
        }}
      />
      {refused === null ? null : (
        <Refusal refused={refused} onInsist={dropping.insist} onReason={dropping.giveReason} onLeave={dropping.leave} />
      )}
      <StatusLine draft={draft} work={work} line={line} stretches={stretches} said={reason ?? work.said} />
      <CommandMenu place={menu} onRun={run} onClose={() => setMenu(null)} />
      {clipboard.pasting === null
        ? null
        : createPortal(
            <Suspense fallback={null}>
              <PasteDialog
                pasting={clipboard.pasting}
                view={draft.view}
                onPaste={(meanings) => clipboard.pasting && clipboard.finish(clipboard.pasting, meanings)}
                onClose={clipboard.giveUp}
              />
            </Suspense>,
            document.body,
          )}
    </>
  )
}
