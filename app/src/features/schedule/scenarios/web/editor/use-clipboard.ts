import { type ClipboardEvent, useState } from 'react'
import type { PersonLine } from '../../../blocks/web/grid/rows.ts'
import { moveAll } from './block.ts'
import type { Editing } from './editing.ts'
import { layCells, type Pasting, pasteChanges } from './paste.ts'
import { type Selection, stretchesOf } from './selection.ts'
import { readCells, writeCells } from './tsv.ts'
import type { Draft } from './use-draft.ts'
import type { Selecting } from './use-selection.ts'
import { stretchWords } from './words.ts'

export interface Clipboard {
  readonly copied: Selection | null
  /** What is to be pasted, while codes in it are unknown. */
  readonly pasting: Pasting | null
  readonly finish: (laid: Pasting, meanings: Parameters<typeof pasteChanges>[3]) => void
  readonly giveUp: () => void
  readonly forget: () => void
  /** From a menu, which has no clipboard event. */
  readonly take: (isCut: boolean) => void
  readonly put: () => void
  readonly onEvent: (event: ClipboardEvent) => void
}

/** Cut, copy and paste of cells, as text that spreadsheets read and write. */
export function useClipboard(
  draft: Draft,
  work: Editing,
  people: readonly PersonLine[],
  { selection, stretches, beyond }: Selecting,
): Clipboard {
  const [copied, setCopied] = useState<{ selection: Selection; isCut: boolean } | null>(null)
  const [pasting, setPasting] = useState<Pasting | null>(null)
  const { rotations } = draft.view
  const copyText = (): string => writeCells(work.codes(stretches))
  const takeCopy = (isCut: boolean) => {
    if (selection !== null) setCopied({ selection, isCut })
    work.say(`${isCut ? 'Cut' : 'Copied'}: ${stretchWords(stretches)}.`)
  }
  const paste = (text: string) => {
    if (selection === null) return
    if (beyond !== null) return work.say(beyond)
    const laid = layCells(people, selection, readCells(text), rotations)
    if (laid.unknown.length > 0) setPasting(laid)
    else finish(laid, new Map())
  }
  const finish: Clipboard['finish'] = (laid, meanings) => {
    setPasting(null)
    const cut = copied?.isCut ? stretchesOf(people, copied.selection) : []
    const changes = pasteChanges(draft.session, laid, rotations, meanings)
    const left = laid.outside === 0 ? '' : ` (${laid.outside} outside of the grid)`
    const emptied = cut.filter(
      ({ line: from, ...days }) =>
        !changes.some(
          (each) =>
            each.appointmentId === from.row.appointmentId && each.startOn <= days.endDay && days.startDay <= each.endOn,
        ),
    )
    const moves = emptied.map((stretch) => ({ from: stretch, to: stretch }))
    const clearing = moveAll(draft.session, moves, false).slice(0, emptied.length)
    work.apply(`Pasted ${laid.cells.length} cells${left}`, [...clearing, ...changes])
    setCopied(null)
  }
  return {
    copied: copied?.selection ?? null,
    pasting,
    finish,
    giveUp: () => setPasting(null),
    forget: () => setCopied(null),
    take: (isCut) => {
      takeCopy(isCut)
      void navigator.clipboard?.writeText(copyText())
    },
    put: () =>
      void navigator.clipboard
        ?.readText()
        .then(paste, () => work.say('The browser keeps the clipboard from the menu: press Ctrl+V.')),
    onEvent: (event) => {
      event.preventDefault()
      if (event.type === 'paste') return paste(event.clipboardData.getData('text/plain'))
      event.clipboardData.setData('text/plain', copyText())
      takeCopy(event.type === 'cut')
    },
  }
}
