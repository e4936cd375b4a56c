import { ActionIcon, Select, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useRef } from 'react'
import { Code } from '../../../../../ui/code.tsx'
import { Section } from '../../../../../ui/page.tsx'
import type { PreferencesView } from '../contract.ts'
import { type Choice, choicesOf, datesOf, type Line, moved, whensOf, whenValue, wishesAtMost } from './wishes.ts'
import classes from './wish-list.module.css'

/** Rotations in the order they matter; each may name a period. */
export function WishList(props: {
  readonly title: string
  readonly words: string
  readonly addLabel: string
  readonly view: PreferencesView
  readonly lines: readonly Line[]
  readonly locked: boolean
  readonly onChange: (lines: readonly Line[]) => void
  /** What the server said about a line. */
  readonly errorOf: (place: number) => string | undefined
}) {
  const { lines, view, onChange } = props
  const made = useRef(0)
  const choices = choicesOf(view)
  const choiceOf = ({ programId, rotationId }: Pick<Line, 'programId' | 'rotationId'>) =>
    choices.find((choice) => choice.programId === programId && choice.rotationId === rotationId)
  const add = (value: string | null) => {
    const choice = choices.find((each) => valueOf(each) === value)
    if (choice === undefined) return
    made.current += 1
    const { programId, rotationId } = choice
    onChange([...lines, { key: `new ${made.current}`, programId, rotationId, startOn: null, endOn: null }])
  }
  return (
    <Section title={props.title}>
      <Text className="quiet" mb="sm">
        {props.words}
      </Text>
      {lines.length === 0 && props.locked ? <Text>None.</Text> : null}
      <ol className={classes.list}>
        {lines.map((line, place) => (
          <WishLine
            key={line.key}
            line={line}
            place={place}
            count={lines.length}
            choice={choiceOf(line)}
            view={view}
            locked={props.locked}
            error={props.errorOf(place)}
            onChange={(next) => onChange(lines.with(place, next))}
            onMove={(by) => onChange(moved(lines, place, by))}
            onRemove={() => onChange(lines.toSpliced(place, 1))}
          />
        ))}
      </ol>
      {props.locked ? null : lines.length >= wishesAtMost ? (
        <Text className="quiet">Five at most: remove one to add another.</Text>
      ) : (
        <Select
          label={props.addLabel}
          placeholder="Code or name"
          size="md"
          searchable
          value={null}
          data={grouped(choices)}
          onChange={add}
          nothingFoundMessage="No rotation of yours is called so."
        />
      )}
    </Section>
  )
}

const valueOf = ({ programId, rotationId }: Choice): string => `${programId} ${rotationId}`
const labelOf = ({ code, name }: Choice): string => (code === name ? name : `${code}: ${name}`)

/** By program where there is more than one. */
function grouped(choices: readonly Choice[]) {
  const names = [...new Set(choices.map(({ programName }) => programName))]
  const items = (of: readonly Choice[]) => of.map((choice) => ({ value: valueOf(choice), label: labelOf(choice) }))
  if (names.length < 2) return items(choices)
  return names.map((group) => ({ group, items: items(choices.filter(({ programName }) => programName === group)) }))
}

function WishLine(props: {
  readonly line: Line
  readonly place: number
  readonly count: number
  readonly choice: Choice | undefined
  readonly view: PreferencesView
  readonly locked: boolean
  readonly error: string | undefined
  readonly onChange: (line: Line) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}) {
  const { line, place, choice, view, locked } = props
  const name = choice?.name ?? line.rotationId
  const whens = whensOf(line, view.programs)
  const value = whenValue(line)
  return (
    <li className={classes.line}>
      <span className={classes.place} aria-hidden>
        {place + 1}
      </span>
      <div className={classes.words}>
        <div className={classes.rotation}>
          {choice === undefined ? null : <Code tint={choice.tint}>{choice.code}</Code>}
          <span>{name}</span>
        </div>
        <div className="quiet dense">
          {choice === undefined
            ? 'Your program no longer offers this rotation to you.'
            : [
                view.programs.length > 1 ? choice.programName : '',
                choice.siteName ?? '',
                choice.offSite ? 'off site' : '',
              ]
                .filter((words) => words !== '')
                .join(', ')}
        </div>
        {locked ? (
          <div>{whens.find((when) => when.value === value)?.label}</div>
        ) : (
          <Select
            aria-label={`When: ${name}`}
            size="md"
            className={classes.when ?? ''}
            data={whens}
            value={value}
            allowDeselect={false}
            onChange={(next) => props.onChange({ ...line, ...datesOf(next ?? '') })}
          />
        )}
        {props.error === undefined ? null : (
          <Text role="alert" size="sm" c="red">
            {props.error}
          </Text>
        )}
      </div>
      {locked ? null : (
        <div className={classes.actions}>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={`Up: ${name}`}
            disabled={place === 0}
            onClick={() => props.onMove(-1)}
          >
            <IconArrowUp size={20} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size={44}
            variant="default"
            aria-label={`Down: ${name}`}
            disabled={place === props.count - 1}
            onClick={() => props.onMove(1)}
          >
            <IconArrowDown size={20} aria-hidden />
          </ActionIcon>
          <ActionIcon size={44} variant="default" aria-label={`Remove: ${name}`} onClick={props.onRemove}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
      )}
    </li>
  )
}
