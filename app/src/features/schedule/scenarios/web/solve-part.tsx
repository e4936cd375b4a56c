import { Group, MultiSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import type { SolvePartView } from '../contract.ts'
import type { DraftView } from './draft-view.ts'

/** Which part of the draft to solve: chosen people, rotations and weeks; everything else stays as it is for this run. */
export function SolvePartPicker(props: {
  readonly view: DraftView
  /** Null is the whole draft. */
  readonly part: SolvePartView | null
  readonly onChange: (part: SolvePartView | null) => void
}) {
  const { view, part, onChange } = props
  const people = [...new Map(view.rows.map((row) => [row.personId, row.personName])).entries()]
  const set = (change: { readonly [Key in keyof SolvePartView]?: SolvePartView[Key] | undefined }) => {
    const { personIds, rotationKeys, startOn, endOn } = { ...part, ...change }
    onChange({
      ...(personIds !== undefined && personIds.length > 0 ? { personIds } : {}),
      ...(rotationKeys !== undefined && rotationKeys.length > 0 ? { rotationKeys } : {}),
      ...(startOn === undefined || startOn === '' ? {} : { startOn }),
      ...(endOn === undefined || endOn === '' ? {} : { endOn }),
    })
  }
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label="How much to solve"
        size="xs"
        value={part === null ? 'whole' : 'part'}
        onChange={(value) => onChange(value === 'whole' ? null : {})}
        data={[
          { value: 'whole', label: 'The whole draft' },
          { value: 'part', label: 'Only a part' },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      {part === null ? null : (
        <Group align="end" gap="xs">
          <MultiSelect
            label="Trainees"
            placeholder={part.personIds === undefined ? 'Everybody' : ''}
            size="sm"
            searchable
            clearable
            data={people.map(([value, label]) => ({ value, label }))}
            value={part.personIds ?? []}
            onChange={(personIds) => set({ personIds })}
            style={{ flex: '1 1 14rem' }}
          />
          <MultiSelect
            label="Time that is now on"
            placeholder={part.rotationKeys === undefined ? 'Any rotation' : ''}
            size="sm"
            searchable
            clearable
            data={view.rotations.map(({ key, name, code }) => ({ value: key, label: `${name} (${code})` }))}
            value={part.rotationKeys ?? []}
            onChange={(rotationKeys) => set({ rotationKeys })}
            style={{ flex: '1 1 14rem' }}
          />
          <TextInput
            label="From"
            type="date"
            size="sm"
            min={view.startOn}
            max={view.endOn}
            value={part.startOn ?? ''}
            onChange={(event) => set({ startOn: event.currentTarget.value })}
          />
          <TextInput
            label="To"
            type="date"
            size="sm"
            min={part.startOn ?? view.startOn}
            max={view.endOn}
            value={part.endOn ?? ''}
            onChange={(event) => set({ endOn: event.currentTarget.value })}
          />
        </Group>
      )}
    </Stack>
  )
}
