import { tintOf } from '../../../../../ui/tints.ts'
import type { Here } from '../../presence-contract.ts'
import classes from './editor.module.css'
import { hereWords, initialsOf, tintOfPerson } from './presence.ts'

/** Who else has the draft open: the colour is that of their outline in the grid. */
export function PresenceList({ others }: { readonly others: readonly Here[] }) {
  if (others.length === 0) return null
  const people = [...new Map(others.map((each) => [each.personId, each])).values()]
  return (
    <span className={classes.present} role="group" aria-label={hereWords(others)} title={hereWords(others)}>
      {people.slice(0, 6).map(({ personId, name }) => {
        const { fill, line, ink } = tintOf(tintOfPerson(personId))
        return (
          <span
            key={personId}
            aria-hidden
            className={classes.initials}
            style={{ background: fill, borderColor: line, color: ink }}
          >
            {initialsOf(name)}
          </span>
        )
      })}
      <span className={classes.presentWords}>{people.length < 3 ? hereWords(others) : `${people.length} others`}</span>
    </span>
  )
}
