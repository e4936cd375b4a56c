import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import type { DefinitionChangeView } from '../contract.ts'
import classes from './program-page.module.css'

const marks = {
  added: { icon: IconPlus, word: 'Added' },
  removed: { icon: IconMinus, word: 'Removed' },
  changed: { icon: IconPencil, word: 'Changed' },
} as const

/** The changes between two versions, each a sentence with its kind as icon and word. */
export function ChangeList({ changes }: { readonly changes: readonly DefinitionChangeView[] }) {
  return (
    <ul className={classes.changes} aria-label="What changes">
      {changes.map((change) => {
        const { icon: Icon, word } = marks[change.kind]
        return (
          <li key={`${change.path} ${change.sentence}`}>
            <span className={classes.changeKind}>
              <Icon size={16} aria-hidden /> {word}
            </span>
            <span>{change.sentence}</span>
          </li>
        )
      })}
    </ul>
  )
}
