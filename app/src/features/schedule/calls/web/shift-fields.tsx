import { Button, Chip, Group, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import type { PoolBody } from '../contract.ts'
import classes from './call.module.css'
import { clockWords, weekdayNames } from './call-words.ts'

type ShiftBody = PoolBody['shifts'][number]

export const emptyShift = (): ShiftBody => ({
  name: 'Night',
  code: 'N',
  startMinute: 1020,
  durationMinutes: 840,
  weekdays: [0, 1, 2, 3, 4, 5, 6],
  onHolidays: 'as-weekday',
  minPeople: 1,
  maxPeople: 1,
  points: { weekday: 1, weekend: 2, holiday: 3 },
})

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** One shift of a pool: when, on which days, how many people, what it is worth. */
export function ShiftFields(props: {
  readonly shift: ShiftBody
  readonly onChange: (shift: ShiftBody) => void
  readonly onRemove: (() => void) | undefined
}) {
  const { shift } = props
  const set = (part: Partial<ShiftBody>) => props.onChange({ ...shift, ...part })
  const endMinute = shift.startMinute + shift.durationMinutes
  return (
    <fieldset className={classes.shiftForm}>
      <legend>
        <Text fw={600}>Shift {shift.name}</Text>
      </legend>
      <Stack gap="sm">
        <Group grow align="start">
          <TextInput
            label="Name of the shift"
            value={shift.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label="Code of the shift"
            value={shift.code}
            onChange={(event) => set({ code: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label="Begins"
            value={clockWords(shift.startMinute)}
            onChange={(event) => set({ startMinute: minuteOf(event.currentTarget.value) })}
          />
          <NumberInput
            label="Hours"
            description={`Ends ${clockWords(endMinute)}${endMinute >= 1440 ? ', the next day' : ''}`}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0.25}
            max={48}
            step={0.5}
            value={shift.durationMinutes / 60}
            onChange={(value) => set({ durationMinutes: Math.round(Number(value) * 60) || 60 })}
          />
        </Group>
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend>
            <Text size="sm" fw={500}>
              Days
            </Text>
          </legend>
          <div className={classes.days}>
            {weekdayNames.map((name, day) => (
              <Chip
                key={name}
                checked={shift.weekdays.includes(day)}
                onChange={(on) =>
                  set({
                    weekdays: on
                      ? [...shift.weekdays, day].toSorted((a, b) => a - b)
                      : shift.weekdays.filter((each) => each !== day),
                  })
                }
              >
                {name}
              </Chip>
            ))}
          </div>
        </fieldset>
        <Group grow align="start">
          <NativeSelect
            label="On holidays"
            value={shift.onHolidays}
            data={[
              { value: 'as-weekday', label: 'As on that weekday' },
              { value: 'also', label: 'Runs besides' },
              { value: 'not', label: 'Rests' },
              { value: 'only', label: 'Holidays alone' },
            ]}
            onChange={(event) => set({ onHolidays: event.currentTarget.value as ShiftBody['onHolidays'] })}
          />
          <NumberInput
            label="People, at least"
            min={0}
            max={20}
            value={shift.minPeople}
            onChange={(value) => set({ minPeople: Number(value) || 0 })}
          />
          <NumberInput
            label="At most"
            min={1}
            max={20}
            value={shift.maxPeople}
            onChange={(value) => set({ maxPeople: Number(value) || 1 })}
          />
        </Group>
        <Group grow align="start">
          {(['weekday', 'weekend', 'holiday'] as const).map((day) => (
            <NumberInput
              key={day}
              label={`Points on a ${day}`}
              min={0}
              max={100}
              value={shift.points[day]}
              onChange={(value) => set({ points: { ...shift.points, [day]: Number(value) || 0 } })}
            />
          ))}
        </Group>
        {props.onRemove === undefined ? null : (
          <Group>
            <Button variant="subtle" size="compact-sm" onClick={props.onRemove}>
              Take this shift away
            </Button>
          </Group>
        )}
      </Stack>
    </fieldset>
  )
}
