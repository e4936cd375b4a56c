import { Checkbox, NumberInput, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core'
import { SHORT_WEEKDAY_NAMES } from '@gradus/rules'
import { useState } from 'react'
import { Section } from '../../../ui/page.tsx'
import type { HourSettings } from '../settings.ts'
import { MarkedField } from './marked-field.tsx'
import type { SettingsPart } from './settings-page.tsx'

type MarkedKey<T> = {
  [K in keyof HourSettings]: HourSettings[K] extends { value: infer V; source: string; verified: boolean }
    ? [V] extends [T]
      ? K
      : never
    : never
}[keyof HourSettings]

const switches: readonly { readonly key: MarkedKey<boolean>; readonly label: string }[] = [
  { key: 'freeAfterCall', label: 'The day after a night in the hospital is drafted free' },
  { key: 'chiefsSeeSummary', label: 'Chiefs see hours by rotation, and who has not confirmed' },
  { key: 'chiefsSeeHours', label: 'Chiefs see the hours of other trainees' },
  {
    key: 'directorReadsConcerns',
    label: 'A concern without a name may also go to the program director, if its writer wants that',
  },
  { key: 'postCallRestAfterHomeCall', label: 'The 14 hours of rest also follow 24 hours worked on call from home' },
  { key: 'rollingWindow', label: 'Warn about any four weeks in a row above the limit (advice on fatigue)' },
  { key: 'exceptionsConsidered', label: 'The review committee considers exceptions to 80 hours' },
]

const figures: readonly {
  readonly key: MarkedKey<number | null>
  readonly label: string
  readonly min: number
  readonly max: number
}[] = [
  { key: 'locksAfterDays', label: 'A week locks so many days after its Sunday', min: 1, max: 60 },
  { key: 'mergeGapMinutes', label: 'Entries less than so many minutes apart are one period', min: 0, max: 240 },
  { key: 'maxConsecutiveNights', label: 'Nights in a row at most (empty: no limit)', min: 1, max: 14 },
  {
    key: 'taxingHomeCallMinutes',
    label: 'Call from home is taxing from so many minutes worked (empty: never)',
    min: 30,
    max: 1440,
  },
]

const required: ReadonlySet<string> = new Set(['locksAfterDays', 'mergeGapMinutes'])

/** Local policies: no common rule makes these choices. */
export function PolicySettings({ settings, disabled, set }: SettingsPart) {
  const [causes, setCauses] = useState(settings.causes.join('\n'))
  const mark = <K extends keyof HourSettings>(key: K, value: HourSettings[K]) => set({ [key]: value })
  return (
    <Section title="Policies">
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
        <Select
          label="Long rotations are averaged over"
          data={[
            { value: 'four-weeks', label: 'four weeks' },
            { value: 'months', label: 'calendar months' },
          ]}
          value={settings.averaging}
          disabled={disabled}
          onChange={(value) => set({ averaging: value === 'months' ? 'months' : 'four-weeks' })}
          allowDeselect={false}
        />
        <Select
          label="The rules hold because of"
          data={[
            { value: 'accreditor', label: 'accreditation' },
            { value: 'institution', label: 'the institution’s own policy' },
          ]}
          value={settings.basis}
          disabled={disabled}
          onChange={(value) => set({ basis: value === 'institution' ? 'institution' : 'accreditor' })}
          allowDeselect={false}
        />
        <TextInput
          label="Hours are kept here since"
          type="date"
          value={settings.keptSince ?? ''}
          disabled={disabled}
          onChange={(event) => set({ keptSince: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      </SimpleGrid>
      <MarkedField
        name="moonlighting"
        marked={settings.moonlighting}
        disabled={disabled}
        onMark={(next) => mark('moonlighting', next)}
      >
        <Select
          label="Moonlighting, from the second year on"
          data={[
            { value: 'none', label: 'none' },
            { value: 'internal', label: 'here only' },
            { value: 'any', label: 'here and elsewhere' },
          ]}
          value={settings.moonlighting.value}
          disabled={disabled}
          onChange={(value) =>
            mark('moonlighting', {
              ...settings.moonlighting,
              value: value === 'none' || value === 'internal' ? value : 'any',
            })
          }
          allowDeselect={false}
        />
      </MarkedField>
      <MarkedField
        name="weekly message"
        marked={settings.asksOnWeekday}
        disabled={disabled}
        onMark={(next) => mark('asksOnWeekday', next)}
      >
        <Select
          label="Day on which trainees are asked to confirm their weeks"
          data={[
            { value: 'none', label: 'no day: nobody is asked' },
            ...SHORT_WEEKDAY_NAMES.map((label, index) => ({ value: String(index + 1), label })),
          ]}
          value={settings.asksOnWeekday.value === null ? 'none' : String(settings.asksOnWeekday.value)}
          disabled={disabled}
          onChange={(value) =>
            mark('asksOnWeekday', { ...settings.asksOnWeekday, value: value === 'none' ? null : Number(value) })
          }
          allowDeselect={false}
        />
      </MarkedField>
      {figures.map(({ key, label, min, max }) => (
        <MarkedField
          key={key}
          name={label}
          marked={settings[key]}
          disabled={disabled}
          onMark={(next) => mark(key, next)}
        >
          <NumberInput
            label={label}
            min={min}
            max={max}
            value={settings[key].value ?? ''}
            disabled={disabled}
            onChange={(value) => {
              const next = typeof value === 'number' ? value : required.has(key) ? min : null
              mark(key, { ...settings[key], value: next })
            }}
          />
        </MarkedField>
      ))}
      {switches.map(({ key, label }) => (
        <MarkedField
          key={key}
          name={label}
          marked={settings[key]}
          disabled={disabled}
          onMark={(next) => mark(key, next)}
        >
          <Checkbox
            label={label}
            checked={settings[key].value}
            disabled={disabled}
            onChange={(event) => mark(key, { ...settings[key], value: event.currentTarget.checked })}
          />
        </MarkedField>
      ))}
      <Textarea
        label="Causes a trainee can choose from, one on each line"
        autosize
        minRows={4}
        value={causes}
        disabled={disabled}
        onChange={(event) => {
          setCauses(event.currentTarget.value)
          set({
            causes: event.currentTarget.value
              .split('\n')
              .map((line) => line.trim())
              .filter((line) => line !== ''),
          })
        }}
      />
    </Section>
  )
}
