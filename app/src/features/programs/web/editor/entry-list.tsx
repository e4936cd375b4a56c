import { ActionIcon, Button, Group, Text, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Status } from '../../../../ui/status.tsx'
import { type JsonNode, type Path, pathText, valueAt } from '../../../curriculum/contract.ts'
import { useEditing } from './editing.ts'
import { entrySummary, entryTitle } from './entry-words.ts'
import { labelOf, nounOf } from './field-words.ts'
import { newEntry } from './new-entry.ts'
import { fieldsOf, shapeOf } from './schema-node.ts'
import classes from './editor.module.css'

/** Records with more fields than this open one at a time. */
const smallUpTo = 4

/** A list of records: add, take away, move, open. */
export function EntryList(props: {
  readonly path: Path
  readonly item: JsonNode
  readonly required: boolean
  /** Draws the fields of the entry at a path. */
  readonly draw: (at: Path) => ReactNode
}) {
  const { path, item, required, draw } = props
  const { data, problems, locked, edit, target } = useEditing()
  const [open, setOpen] = useState<number | null>(null)
  const list = String(path.at(-1))
  const value = valueAt(data, path)
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  const isSmall = shapeOf(item).kind === 'record' && fieldsOf(item).length <= smallUpTo
  const name = pathText(path)
  const wanted = target !== null && pathText(target.path).startsWith(`${name}[`) ? target.path[path.length] : undefined
  const [followed, setFollowed] = useState<typeof target>(null)
  if (target !== followed) {
    setFollowed(target)
    if (typeof wanted === 'number') setOpen(wanted)
  }
  const add = () => {
    edit([{ kind: 'set', path: [...path, entries.length], value: newEntry(list, data, value) }])
    setOpen(entries.length)
  }
  const move = (from: number, to: number) => {
    edit([{ kind: 'move', path, from, to }])
    setOpen((now) => (now === from ? to : now === to ? from : now))
  }
  const remove = (index: number) => {
    edit([{ kind: 'remove', path: [...path, index] }])
    setOpen(null)
  }
  const problemsOf = (index: number) =>
    [...problems].reduce((sum, [at, found]) => sum + (isWithin(at, `${name}[${index}]`) ? found.length : 0), 0)
  return (
    <section className={classes.list} aria-label={labelOf(path)} id={`field-${name}`} tabIndex={-1}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>
          {labelOf(path)}
          {required ? (
            <span aria-hidden className={classes.must}>
              {' *'}
            </span>
          ) : null}
          <span className="quiet">{entries.length === 0 ? '' : ` (${entries.length})`}</span>
        </Text>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={locked}
          onClick={add}
        >
          {`Add a ${nounOf(list)}`}
        </Button>
      </Group>
      {problems.get(name)?.map((problem) => (
        <Text key={problem.sentence} size="sm" c="red" role="alert">
          {problem.sentence}
        </Text>
      ))}
      <ol className={classes.entries}>
        {entries.map((entry, index) => {
          const title = entryTitle(entry, index)
          const isOpen = isSmall || open === index
          const at = [...path, index]
          const wrong = problemsOf(index)
          return (
            // The place is what the text knows an entry by; ids may change while they are typed.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={classes.entry} data-open={isOpen}>
              <div className={classes.entryHead}>
                {isSmall ? (
                  <Text size="sm" className="quiet">
                    {title}
                  </Text>
                ) : (
                  <UnstyledButton
                    className={classes.entryOpen}
                    aria-expanded={isOpen}
                    onClick={() => setOpen(isOpen ? null : index)}
                  >
                    {isOpen ? <IconChevronDown size={18} aria-hidden /> : <IconChevronRight size={18} aria-hidden />}
                    <span className={classes.entryWords}>
                      <span className={classes.entryTitle}>{title}</span>
                      {isOpen ? null : <span className={classes.entrySummary}>{entrySummary(list, entry, data)}</span>}
                    </span>
                    {wrong === 0 ? null : (
                      <Status kind="violation">{`${wrong} ${wrong === 1 ? 'problem' : 'problems'}`}</Status>
                    )}
                  </UnstyledButton>
                )}
                <EntryActions
                  title={title}
                  index={index}
                  count={entries.length}
                  locked={locked}
                  onMove={(by) => move(index, index + by)}
                  onRemove={() => remove(index)}
                />
              </div>
              {isOpen ? (
                <div className={classes.entryBody}>
                  {isSmall ? null : <EntryProblems path={at} />}
                  {draw(at)}
                </div>
              ) : null}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const isWithin = (at: string, entry: string): boolean =>
  at === entry || at.startsWith(`${entry}.`) || at.startsWith(`${entry}[`)

function EntryProblems({ path }: { readonly path: Path }) {
  const { problems } = useEditing()
  return problems.get(pathText(path))?.map((problem) => (
    <Text key={problem.sentence} size="sm" c="red" role="alert" mb="xs" id={`field-${pathText(path)}`} tabIndex={-1}>
      {problem.sentence}
    </Text>
  ))
}

function EntryActions(props: {
  readonly title: string
  readonly index: number
  readonly count: number
  readonly locked: boolean
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}) {
  const { title, index, count, locked } = props
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Up: ${title}`}
        disabled={locked || index === 0}
        onClick={() => props.onMove(-1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Down: ${title}`}
        disabled={locked || index === count - 1}
        onClick={() => props.onMove(1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Take away: ${title}`}
        disabled={locked}
        onClick={props.onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
