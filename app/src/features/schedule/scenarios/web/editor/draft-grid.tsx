import { type ClipboardEvent, type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { type Cursor, cellAt, moved, moveOf } from '../../../blocks/web/grid/cursor.ts'
import { activeId } from '../../../blocks/web/grid/active-cell.tsx'
import { ScheduleGrid, type ScheduleGridProps } from '../../../blocks/web/grid/schedule-grid.tsx'
import type { ReasonKind } from '../../reason-kinds.ts'
import { fillFrom, moveAll } from './block.ts'
import { CellControls } from './cell-controls.tsx'
import { CommandMenu, type MenuPlace } from './command-menu.tsx'
import { type CommandId, commandOf } from './commands.ts'
import { judgeLanding, type Landing } from './drag.ts'
import type { Editing } from './editing.ts'
import { FindBar } from './find-bar.tsx'
import { clip, spanOf } from '../../../blocks/web/grid/timeline.ts'
import { layCells, type Pasting, pasteChanges } from './paste.ts'
import { placeOf } from './presence.ts'
import { assignmentAt, isIn, type Selection, selectionOf, stepped, type Stretch, stretchesOf } from './selection.ts'
import { withReason } from './reasons.ts'
import { reasonByKey, Refusal, type Refused } from './refusal.tsx'
import { StatusLine } from './status-line.tsx'
import { readCells, writeCells } from './tsv.ts'
import type { Draft } from './use-draft.ts'
import { useMarks } from './use-marks.ts'
import { usePointer } from './use-pointer.ts'
import { stretchWords, verdictWords } from './words.ts'

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
  const [range, setRange] = useState<{ anchor: Cursor; head: Cursor }>({ anchor: cursor, head: cursor })
  const [typed, setTyped] = useState('')
  const [finding, setFinding] = useState<{ text: string; places: readonly Cursor[] } | null>(null)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [pasting, setPasting] = useState<Pasting | null>(null)
  const [copied, setCopied] = useState<{ selection: Selection; isCut: boolean } | null>(null)
  const [mayLeave, setMayLeave] = useState(false)
  /** A drop that a rule is against: not made before somebody insists. */
  const [refused, setRefused] = useState<(Refused & { moves: Landing['moves']; isCopy: boolean }) | null>(null)
  const [choice, setChoice] = useState<string | null>(null)

  // Whatever else moves the cursor (a finding, a filter) ends the range.
  const anchor = range.head === cursor ? range.anchor : cursor
  const selection = useMemo(() => selectionOf(people, anchor, cursor), [people, anchor, cursor])
  const { startOn, endOn, label } = draft.view
  /** What of the selection is of the draft's own year: other years may stand beside it, but are not edited here. */
  const stretches = useMemo(() => {
    const own = selection === null ? null : clip(selection, spanOf({ startOn, endOn }))
    return selection === null || own === null ? [] : stretchesOf(people, { ...selection, ...own })
  }, [people, selection, startOn, endOn])
  const beyond = selection !== null && stretches.length === 0 ? `Only ${label} is part of this draft.` : null
  const select = (head: Cursor, isExtended: boolean) => {
    if (isExtended && head.person === cursor.person && head.day === cursor.day) return
    setRange({ anchor: isExtended ? anchor : head, head })
    onCursor(head)
  }
  const selectDays = (startDay: number, endDay: number) => {
    const head = { person: cursor.person, day: endDay }
    setRange({ anchor: { person: cursor.person, day: startDay }, head })
    onCursor(head)
  }
  const line = people[cursor.person]
  const { tell } = draft.presence
  useEffect(() => tell(placeOf(people, selection)), [tell, people, selection])
  useEffect(() => onSelect?.(stretches[0]), [onSelect, stretches])

  const pointer = usePointer({
    scroller,
    people,
    selection,
    stretches,
    select,
    onFill: (from) =>
      work.apply(`Filled: ${stretchWords(stretches)}`, fillFrom(draft.session, stretchesOf(people, from), stretches)),
    onDrop: (moves, isCopy) => {
      const verdict = judgeLanding(draft.judge, draft.session, moves, isCopy)
      if (verdict === null || verdict.violations.length === 0) return drop(moves, isCopy)
      const where = stretchWords(moves.map((each) => each.to))
      setRefused({ where, reason: verdictWords(verdict), isInsisted: false, moves, isCopy })
    },
    onMenu: (x, y) => setMenu({ x, y }),
  })
  const drop = (moves: Landing['moves'], isCopy: boolean, reason?: ReasonKind) => {
    const to = moves.map((each) => each.to)
    const changes = moveAll(draft.session, moves, isCopy)
    work.apply(
      `${isCopy ? 'Copied' : 'Moved'} to ${stretchWords(to)}`,
      reason === undefined ? changes : withReason(changes, reason, true),
    )
    const [first, last] = [to[0], to.at(-1)]
    if (first === undefined || last === undefined) return
    const head = { person: last.line.index, day: last.endDay }
    setRange({ anchor: { person: first.line.index, day: first.startDay }, head })
    onCursor(head)
  }
  const insist = (reason: ReasonKind) => {
    if (refused !== null) drop(refused.moves, refused.isCopy, reason)
    setRefused(null)
    scroller.current?.focus({ preventScroll: true })
  }
  const { marks, reason } = useMarks({
    draft,
    rows,
    drag: pointer.drag,
    choice,
    cursor,
    copied: copied?.selection ?? null,
    finding,
  })

  const copyText = (): string => writeCells(work.codes(stretches))
  const takeCopy = (isCut: boolean) => {
    if (selection !== null) setCopied({ selection, isCut })
    work.say(`${isCut ? 'Cut' : 'Copied'}: ${stretchWords(stretches)}.`)
  }
  const paste = (text: string) => {
    if (selection === null) return
    if (beyond !== null) return work.say(beyond)
    const laid = layCells(people, selection, readCells(text), draft.view.rotations)
    if (laid.unknown.length > 0) setPasting(laid)
    else finishPaste(laid, new Map())
  }
  const finishPaste = (laid: Pasting, meanings: Parameters<typeof pasteChanges>[3]) => {
    setPasting(null)
    const cut = copied?.isCut ? stretchesOf(people, copied.selection) : []
    const changes = pasteChanges(draft.session, laid, draft.view.rotations, meanings)
    const left = laid.outside === 0 ? '' : ` (${laid.outside} outside of the grid)`
    const emptied = cut.filter(
      ({ line: from, ...days }) =>
        !changes.some(
          (each) =>
            each.appointmentId === from.row.appointmentId && each.startOn <= days.endDay && days.startDay <= each.endOn,
        ),
    )
    work.apply(`Pasted ${laid.cells.length} cells${left}`, [...clearing(emptied), ...changes])
    setCopied(null)
  }
  const clearing = (from: typeof stretches) =>
    moveAll(
      draft.session,
      from.map((stretch) => ({ from: stretch, to: stretch })),
      false,
    ).slice(0, from.length)

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
    else if (id === 'row' && line) selectDays(line.span.startDay, line.span.endDay)
    else if (id === 'assignment' && line) {
      const { startDay, endDay } = assignmentAt(line, cursor.day)
      selectDays(startDay, endDay)
    } else if (id === 'copy' || id === 'cut') {
      takeCopy(id === 'cut')
      void navigator.clipboard?.writeText(copyText())
    } else if (id === 'paste')
      navigator.clipboard
        ?.readText()
        .then(paste, () => work.say('The browser keeps the clipboard from the menu: press Ctrl+V.'))
  }

  const onKey = (event: KeyboardEvent): boolean => {
    const { key } = event
    setMayLeave(key === 'Escape')
    const ctrl = event.ctrlKey || event.metaKey
    const command = commandOf(event)
    const reason = refused?.isInsisted ? reasonByKey(key) : undefined
    if (reason !== undefined) insist(reason)
    else if (refused !== null && event.altKey && key === 'Enter') setRefused({ ...refused, isInsisted: true })
    else if (command !== null) run(command)
    else if (key === 'Escape') {
      pointer.cancel()
      setRefused(null)
      setCopied(null)
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
      setRange({ anchor: { person: people.length - 1, day: grid.timeline.endDay }, head })
      onCursor(head)
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
  const onClipboard = (event: ClipboardEvent) => {
    event.preventDefault()
    if (event.type === 'paste') return paste(event.clipboardData.getData('text/plain'))
    event.clipboardData.setData('text/plain', copyText())
    takeCopy(event.type === 'cut')
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
            setRange({ anchor: { person: place.person, day: startDay }, head: cursor })
            if (cellAt(target, endDay).endDay !== cellAt(target, cursor.day).endDay || place.person !== cursor.person) {
              const head = { person: place.person, day: endDay }
              setRange({ anchor: { person: place.person, day: startDay }, head })
              onCursor(head)
            }
          },
          onMenu: (event, place) => {
            event.preventDefault()
            if (place === null) return openMenuAtCell()
            if (!isIn(selection, place)) select(place, false)
            setMenu({ x: event.clientX, y: event.clientY })
          },
          onClipboard,
        }}
      />
      {refused === null ? null : (
        <Refusal
          refused={refused}
          onInsist={() => setRefused({ ...refused, isInsisted: true })}
          onReason={insist}
          onLeave={() => {
            setRefused(null)
            scroller.current?.focus({ preventScroll: true })
          }}
        />
      )}
      <StatusLine draft={draft} work={work} line={line} stretches={stretches} said={reason ?? work.said} />
      <CommandMenu place={menu} onRun={run} onClose={() => setMenu(null)} />
      {pasting === null
        ? null
        : createPortal(
            <Suspense fallback={null}>
              <PasteDialog
                pasting={pasting}
                view={draft.view}
                onPaste={(meanings) => finishPaste(pasting, meanings)}
                onClose={() => setPasting(null)}
              />
            </Suspense>,
            document.body,
          )}
    </>
  )
}
