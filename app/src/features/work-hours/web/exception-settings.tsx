import { Button, Group, NumberInput, Select, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core'
import { Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import type { HourSettings } from '../settings.ts'
import type { SettingsPart } from './settings-page.tsx'
import classes from './settings.module.css'

type Exception = HourSettings['exceptions'][number]

const approvals = [
  { key: 'officialApprovedOn', label: 'The institution’s official approved on' },
  { key: 'committeeApprovedOn', label: 'The education committee approved on' },
  { key: 'reviewCommitteeApprovedOn', label: 'The review committee approved on' },
] as const

/** Up to 88 hours for one rotation; it holds only with all three approvals, and only until it expires. */
export function ExceptionSettings({ settings, rotations, disabled, set }: SettingsPart) {
  const { exceptions } = settings
  const replace = (index: number, next: Exception | null) =>
    set({ exceptions: exceptions.flatMap((one, at) => (at === index ? (next === null ? [] : [next]) : [one])) })
  const add = () => {
    const [rotation] = rotations
    if (rotation === undefined) return
    const fresh: Exception = {
      rotationId: rotation.rotationId,
      weeklyHours: 88,
      rationale: '',
      officialApprovedOn: null,
      committeeApprovedOn: null,
      reviewCommitteeApprovedOn: null,
      expiresOn: `${new Date().getUTCFullYear() + 1}-06-30`,
    }
    set({ exceptions: [...exceptions, fresh] })
  }
  return (
    <Section title="Exceptions up to 88 hours">
      <Text className="quiet">
        For one rotation and a sound educational reason. Without all three approvals, 80 hours stay the limit.
      </Text>
      {exceptions.map((one, index) => {
        const missing = approvals.filter(({ key }) => one[key] === null).length
        return (
          <div key={`${one.rotationId} ${String(index)}`} className={classes.row}>
            <Status kind={missing === 0 ? 'met' : 'at-risk'}>
              {missing === 0 ? 'Approved' : `${missing} of 3 approvals missing: it does not hold`}
            </Status>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Select
                label="Rotation"
                data={rotations.map(({ rotationId, name }) => ({ value: rotationId, label: name }))}
                value={one.rotationId}
                disabled={disabled}
                onChange={(value) => replace(index, { ...one, rotationId: value ?? one.rotationId })}
                allowDeselect={false}
              />
              <NumberInput
                label="Hours a week"
                min={81}
                max={88}
                value={one.weeklyHours}
                disabled={disabled}
                onChange={(value) => replace(index, { ...one, weeklyHours: typeof value === 'number' ? value : 88 })}
              />
              <TextInput
                label="Expires on"
                type="date"
                value={one.expiresOn}
                disabled={disabled}
                onChange={(event) => replace(index, { ...one, expiresOn: event.currentTarget.value })}
              />
              {approvals.map(({ key, label }) => (
                <TextInput
                  key={key}
                  label={label}
                  type="date"
                  value={one[key] ?? ''}
                  disabled={disabled}
                  onChange={(event) =>
                    replace(index, {
                      ...one,
                      [key]: event.currentTarget.value === '' ? null : event.currentTarget.value,
                    })
                  }
                />
              ))}
            </SimpleGrid>
            <Textarea
              label="What the trainees learn by it"
              autosize
              minRows={2}
              value={one.rationale}
              disabled={disabled}
              onChange={(event) => replace(index, { ...one, rationale: event.currentTarget.value })}
            />
            {disabled ? null : (
              <Button size="xs" variant="subtle" w="fit-content" onClick={() => replace(index, null)}>
                Remove
              </Button>
            )}
          </div>
        )
      })}
      {disabled ? null : (
        <Group mt="sm">
          <Button variant="default" onClick={add}>
            Add an exception
          </Button>
        </Group>
      )}
    </Section>
  )
}
