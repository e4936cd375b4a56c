import type { KeyboardEvent } from 'react'

/** What can be done on a selection, with the keys that do it: the grid, the menu and the legend read the same list. */
export const commands = [
  { id: 'details', label: 'Details, split, join', keys: 'F2' },
  { id: 'cut', label: 'Cut', keys: 'Ctrl+X' },
  { id: 'copy', label: 'Copy', keys: 'Ctrl+C' },
  { id: 'paste', label: 'Paste', keys: 'Ctrl+V' },
  { id: 'clear', label: 'Clear', keys: 'Delete' },
  { id: 'fill-down', label: 'Fill down', keys: 'Ctrl+D' },
  { id: 'fill-right', label: 'Fill right', keys: 'Ctrl+R' },
  { id: 'pin', label: 'Pin or unpin', keys: 'Alt+P' },
  { id: 'comment', label: 'Comment', keys: 'Shift+F2' },
  { id: 'gaps', label: 'Gaps, and who could fill them', keys: 'Alt+G' },
  { id: 'assignment', label: 'Whole assignment', keys: 'Ctrl+Space' },
  { id: 'row', label: 'Whole row', keys: 'Shift+Space' },
  { id: 'undo', label: 'Undo', keys: 'Ctrl+Z' },
  { id: 'redo', label: 'Redo', keys: 'Ctrl+Y' },
  { id: 'find', label: 'Find', keys: 'Ctrl+F' },
  { id: 'solve', label: 'Solve the selection', keys: 'Alt+S' },
] as const

export type CommandId = (typeof commands)[number]['id']

/** All keys, for the legend: the commands, and what is no command. */
export const legendKeys: readonly (readonly [string, string])[] = [
  ['Letters', 'a rotation, by its code, for everything selected'],
  ['Shift + arrows', 'select more; Shift + click and dragging do the same'],
  ['Tab, Enter', 'right, down; with Shift back'],
  ['Escape, then Tab', 'leave the grid'],
  ['Shift + F10', 'all commands; so do the right button and a long press'],
  ...commands.map(({ keys, label }) => [keys, label.toLowerCase()] as const),
  ['Drag the selection', 'move it; with Ctrl copy it'],
  ['Drag its corner', 'fill'],
  ['Alt + Enter', 'put what a rule is against there anyway; a digit says why'],
  ['Double click', 'select the whole assignment'],
]

const withCtrl: Readonly<Record<string, CommandId>> = {
  d: 'fill-down',
  r: 'fill-right',
  z: 'undo',
  y: 'redo',
  f: 'find',
  ' ': 'assignment',
}

const withAlt: Readonly<Record<string, CommandId>> = { KeyP: 'pin', KeyG: 'gaps', KeyS: 'solve' }

/** The command that keys ask for. Copy, cut and paste come as events of their own, with the clipboard. */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): CommandId | null {
  const ctrl = event.ctrlKey || event.metaKey
  const key = event.key.toLowerCase()
  if (event.altKey) return ctrl ? null : (withAlt[event.code] ?? null)
  if (ctrl && event.shiftKey) return key === 'z' ? 'redo' : null
  if (ctrl) return withCtrl[key] ?? null
  if (event.shiftKey) return key === ' ' ? 'row' : key === 'f2' ? 'comment' : null
  if (key === 'f2') return 'details'
  return key === 'delete' || key === 'backspace' ? 'clear' : null
}
