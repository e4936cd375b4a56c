import { SHORT_WEEKDAY_NAMES } from '@gradus/rules'
import { Button, Chip, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { Section } from '../../../ui/page.tsx'
import type { UsualDay } from '../settings.ts'
import { MarkedField } from './marked-field.tsx'
import type { SettingsPart } from './settings-page.tsx'
import { kindName } from './words.ts'

const kinds = ['assignment', 'night-float', 'remote-assignment', 'required-research'] as const

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** What a day is drafted as, for all rotations and for those that differ. */
export function UsualDaySettings({ settings, rotations, disabled, set }: SettingsPart) {
  const { rotationDays } = settings
  const names = new Map(rotations.map(({ rotationId, name }) => [rotationId, name]))
  const free = rotations.filter(({ rotationId }) => !rotationDays.some((own) => own.rotationId === rotationId))
  const replace = (rotationId: string, next: (typeof rotationDays)[number] | null) =>
    set({
      rotationDays: rotationDays.flatMap((own) =>
        own.rotationId === rotationId ? (next === null ? [] : [next]) : [own],
      ),
    })
  return (
    <Section title="Usual days">
      <Text className="quiet">
        The hours of trainees are drafted from these days, the calls they hold and their leave.
      </Text>
      <MarkedField
        name="usual day"
        marked={settings.usualDay}
        disabled={disabled}
        onMark={(usualDay) => set({ usualDay })}
      >
        <DayFields
          name="Every rotation"
          day={settings.usualDay.value}
          disabled={disabled}
          onChange={(value) => set({ usualDay: { ...settings.usualDay, value } })}
        />
      </MarkedField>
      {rotationDays.map((own) => {
        const name = names.get(own.rotationId) ?? own.rotationId
        return (
          <MarkedField
            key={own.rotationId}
            name={name}
            marked={own}
            disabled={disabled}
            onMark={(next) => replace(own.rotationId, next)}
          >
            <Stack gap="xs">
              <DayFields
                name={name}
                day={own.value}
                disabled={disabled}
                onChange={(value) => replace(own.rotationId, { ...own, value })}
              />
              {disabled ? null : (
                <Button size="xs" variant="subtle" w="fit-content" onClick={() => replace(own.rotationId, null)}>
                  As every rotation
                </Button>
              )}
            </Stack>
          </MarkedField>
        )
      })}
      {disabled || free.length === 0 ? null : (
        <Select
          label="A rotation with other days"
          placeholder="Choose a rotation"
          searchable
          value={null}
          data={free.map(({ rotationId, name }) => ({ value: rotationId, label: name }))}
          onChange={(rotationId) => {
            if (rotationId !== null) set({ rotationDays: [...rotationDays, { ...settings.usualDay, rotationId }] })
          }}
        />
      )}
    </Section>
  )
}

function DayFields(props: {
  readonly name: string
  readonly day: UsualDay
  readonly disabled: boolean
  readonly onChange: (day: UsualDay) => void
}) {
  const { day, disabled, onChange, name } = props
  return (
    <Stack gap="xs">
      <Text fw={600}>{name}</Text>
      <Chip.Group
        multiple
        value={day.weekdays.map(String)}
        onChange={(value) => onChange({ ...day, weekdays: value.map(Number).sort((a, b) => a - b) })}
      >
        <Group gap={4}>
          {SHORT_WEEKDAY_NAMES.map((label, index) => (
            <Chip key={label} value={String(index + 1)} size="xs" disabled={disabled}>
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <SimpleGrid cols={2} spacing="xs">
        <TextInput
          label="From"
          aria-label={`From, ${name}`}
          type="time"
          value={clockOf(day.startMinute)}
          disabled={disabled}
          onChange={(event) => onChange({ ...day, startMinute: minuteOf(event.currentTarget.value) })}
        />
        <TextInput
          label="To"
          aria-label={`To, ${name}`}
          type="time"
          value={clockOf(day.endMinute)}
          disabled={disabled}
          onChange={(event) => onChange({ ...day, endMinute: minuteOf(event.currentTarget.value) })}
        />
      </SimpleGrid>
      <Select
        label="Counts as"
        aria-label={`Counts as, ${name}`}
        data={kinds.map((value) => ({ value, label: kindName(value) }))}
        value={day.kind}
        disabled={disabled}
        onChange={(value) => onChange({ ...day, kind: kinds.find((kind) => kind === value) ?? day.kind })}
        allowDeselect={false}
      />
    </Stack>
  )
}
