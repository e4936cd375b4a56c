import { ActionIcon, Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldError } from '../../../ui/notices.tsx'
import { type ItemOwner, itemOwners } from '../contract.ts'
import classes from './checklists.module.css'
import { isDays, type ItemDraft, wholeDays } from './template-draft.ts'
import { ownerNames } from './words.ts'

const ownerOf = (text: string): ItemOwner => itemOwners.find((owner) => owner === text) ?? 'trainee'

/** One thing to do: what, whose, by when, and whether a document settles it. */
export function ItemForm(props: {
  readonly item: ItemDraft
  readonly index: number
  readonly count: number
  readonly isStay: boolean
  readonly documentKinds: readonly { readonly id: string; readonly name: string }[]
  readonly error: Error | null
  readonly asksDays: boolean
  readonly onChange: (part: Partial<ItemDraft>) => void
  readonly onMove: (by: 1 | -1) => void
  readonly onRemove: () => void
}) {
  const { item, index, onChange, error } = props
  const [isGuided, setIsGuided] = useState(item.guidance !== '')
  const problem = (field: string) => fieldError(error, `items.${index}.${field}`)
  const place = index + 1
  return (
    <fieldset className={classes.thing}>
      <legend className="visually-hidden">{`${place}. ${item.title}`}</legend>
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="start">
          <TextInput
            className={classes.words}
            aria-label={`What, ${place}`}
            placeholder="What is to be done"
            value={item.title}
            error={problem('title')}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={`Move ${place} up`}
            disabled={index === 0}
            onClick={() => props.onMove(-1)}
          >
            <IconArrowUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            size="lg"
            variant="default"
            aria-label={`Move ${place} down`}
            disabled={place === props.count}
            onClick={() => props.onMove(1)}
          >
            <IconArrowDown size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <Group gap="xs" align="start">
          <NativeSelect
            aria-label={`Whose, ${place}`}
            value={item.owner}
            error={problem('owner')}
            onChange={(event) => onChange({ owner: ownerOf(event.currentTarget.value) })}
            data={itemOwners.map((value) => ({ value, label: ownerNames[value] }))}
          />
          {item.when === 'lead-time' ? null : (
            <TextInput
              w="6rem"
              aria-label={`Days, ${place}`}
              inputMode="numeric"
              rightSection="days"
              rightSectionWidth={48}
              value={item.days}
              error={props.asksDays && !isDays(item.days) ? wholeDays : problem('dueDays')}
              onChange={(event) => onChange({ days: event.currentTarget.value })}
            />
          )}
          <NativeSelect
            aria-label={`When, ${place}`}
            value={item.when}
            onChange={(event) => {
              const { value } = event.currentTarget
              onChange({ when: value === 'after' || value === 'lead-time' ? value : 'before' })
            }}
            data={[
              { value: 'before', label: 'before the day' },
              { value: 'after', label: 'after the day' },
              ...(props.isStay ? [{ value: 'lead-time', label: 'by the site’s lead time' }] : []),
            ]}
          />
          {props.documentKinds.length === 0 || item.owner !== 'trainee' ? null : (
            <NativeSelect
              aria-label={`Document, ${place}`}
              value={item.documentKindId ?? ''}
              error={problem('documentKindId')}
              onChange={(event) => onChange({ documentKindId: event.currentTarget.value || null })}
              data={[
                { value: '', label: 'ticked by hand' },
                ...props.documentKinds.map(({ id, name }) => ({ value: id, label: `settled by: ${name}` })),
              ]}
            />
          )}
          {isGuided ? null : (
            <Button size="compact-sm" variant="subtle" onClick={() => setIsGuided(true)}>
              Add guidance
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" aria-label={`Take ${place} off`} onClick={props.onRemove}>
            Take off
          </Button>
        </Group>
        {isGuided ? (
          <Textarea
            aria-label={`Guidance, ${place}`}
            placeholder="How it is done, where, whom to ask"
            autosize
            minRows={1}
            value={item.guidance}
            error={problem('guidance')}
            onChange={(event) => onChange({ guidance: event.currentTarget.value })}
          />
        ) : null}
      </Stack>
    </fieldset>
  )
}
