import { IconChevronRight } from '@tabler/icons-react'
import { shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import type { Task } from '../contract.ts'
import classes from './home.module.css'

/** What waits, each a link to where it is done, with about how long it takes. */
export function TaskList({ tasks }: { readonly tasks: readonly Task[] }) {
  return (
    <ul className={classes.list}>
      {tasks.map((task) => (
        <li key={`${task.kind} ${task.sentence}`} className={classes.row}>
          <TextLink to={task.to} className={classes.task}>
            <IconChevronRight size={18} aria-hidden /> {task.sentence}
          </TextLink>
          <span className="quiet">
            {[
              task.minutes === null ? null : `about ${task.minutes} min`,
              task.dueOn === null ? null : `by ${shortDay(task.dueOn)}`,
            ]
              .filter((part) => part !== null)
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
