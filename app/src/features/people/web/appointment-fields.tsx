import { Checkbox, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useRoute } from '../../../ui/api.ts'
import { shortDay } from '../../../ui/date-words.ts'
import { fieldError } from '../../../ui/notices.tsx'
import { getProgram } from '../../programs/contract.ts'
import type { AppointmentFields, AppointmentView } from '../contract.ts'

export interface AppointmentDraft {
  readonly programId: string
  readonly startOn: string
  readonly endOn: string
  readonly entryLevel: string
  readonly ftePercent: number | string
  readonly priorTraining: readonly string[]
  readonly curriculumEffectiveOn: string | null
}
export const appointmentFieldNames = [
  'programId',
  'startOn',
  'endOn',
  'entryLevel',
  'ftePercent',
  'priorTraining',
  'curriculumEffectiveOn',
]

export const emptyAppointment = (programId: string): AppointmentDraft => ({
  programId,
  startOn: '',
  endOn: '',
  entryLevel: '',
  ftePercent: 100,
  priorTraining: [],
  curriculumEffectiveOn: null,
})

export const draftOf = (view: AppointmentView): AppointmentDraft => ({
  programId: view.programId,
  startOn: view.startOn,
  endOn: view.endOn,
  entryLevel: view.entryLevel,
  ftePercent: view.ftePercent,
  priorTraining: view.priorTraining.map(({ id }) => id),
  curriculumEffectiveOn: view.curriculumEffectiveOn,
})

/** What is sent; an empty figure is sent as none, so that the server names the field. */
export const fieldsOf = (draft: AppointmentDraft): AppointmentFields => ({
  ...draft,
  ftePercent: typeof draft.ftePercent === 'number' ? draft.ftePercent : 0,
  priorTraining: [...draft.priorTraining],
})

/** The same day some years later, less one: how long a class stays. */
function lastDay(startOn: string, years: number): string {
  const at = new Date(`${startOn}T00:00:00Z`)
  at.setUTCFullYear(at.getUTCFullYear() + years)
  at.setUTCDate(at.getUTCDate() - 1)
  return at.toISOString().slice(0, 10)
}

/** Dates, level, share and curriculum of an appointment; levels and prior training come from the program's own definition. */
export function AppointmentInputs(props: {
  readonly value: AppointmentDraft
  readonly onChange: (value: AppointmentDraft) => void
  readonly programs: readonly { readonly id: string; readonly name: string }[]
  readonly error: Error | null
  /** An existing appointment keeps its program. */
  readonly fixedProgram?: boolean
  /** Where the server names the fields, such as `appointment.`. */
  readonly prefix?: string
}) {
  const { value, onChange, error, prefix = '' } = props
  const set = (next: Partial<AppointmentDraft>) => onChange({ ...value, ...next })
  const wrong = (field: string) => fieldError(error, `${prefix}${field}`) ?? fieldError(error, field)
  const program = useRoute(
    getProgram,
    { params: { programId: value.programId }, query: {} },
    { enabled: value.programId !== '' },
  )
  const definition = program.data?.definition
  const levels = definition?.levels.map(({ id }) => id) ?? (value.entryLevel === '' ? [] : [value.entryLevel])
  const yearsFrom = (level: string) => Math.max(1, levels.length - Math.max(0, levels.indexOf(level)))
  const chooseStart = (startOn: string) => {
    set({
      startOn,
      ...(value.endOn === '' && startOn !== '' ? { endOn: lastDay(startOn, yearsFrom(value.entryLevel)) } : {}),
    })
  }
  // The program may answer only after the first day was typed; its first level is what most begin at.
  const first = definition?.levels[0]?.id
  const chooseFirst = useEffectEvent((level: string) => {
    if (value.entryLevel === '') set({ entryLevel: level })
  })
  const { programId } = value
  useEffect(() => {
    if (programId !== '' && first !== undefined) chooseFirst(first)
  }, [programId, first])
  const versions = program.data?.versions.filter(({ superseded }) => !superseded) ?? []
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label="Program"
          required
          disabled={props.fixedProgram ?? false}
          data={props.programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.programId === '' ? null : value.programId}
          onChange={(id) =>
            set({ programId: id ?? '', entryLevel: '', priorTraining: [], curriculumEffectiveOn: null })
          }
          error={wrong('programId')}
          allowDeselect={false}
          searchable
        />
        <Select
          label="Level at the start"
          description="Later levels follow from the dates"
          required
          data={levels}
          value={value.entryLevel === '' ? null : value.entryLevel}
          onChange={(level) => set({ entryLevel: level ?? '' })}
          error={wrong('entryLevel')}
          allowDeselect={false}
        />
        <TextInput
          label="First day"
          type="date"
          required
          value={value.startOn}
          onChange={(event) => chooseStart(event.currentTarget.value)}
          error={wrong('startOn')}
        />
        <TextInput
          label="Last day"
          type="date"
          required
          value={value.endOn}
          onChange={(event) => set({ endOn: event.currentTarget.value })}
          error={wrong('endOn')}
        />
        <NumberInput
          label="Share of full time"
          suffix=" %"
          min={1}
          max={100}
          allowDecimal={false}
          value={value.ftePercent}
          onChange={(ftePercent) => set({ ftePercent })}
          error={wrong('ftePercent')}
        />
        {versions.length < 2 ? null : (
          <Select
            label="Curriculum"
            data={[
              { value: '', label: 'The version of their class' },
              ...versions.map(({ effectiveOn, label }) => ({
                value: effectiveOn,
                label: `${label}, from ${shortDay(effectiveOn, true)}`,
              })),
            ]}
            value={value.curriculumEffectiveOn ?? ''}
            onChange={(chosen) => set({ curriculumEffectiveOn: chosen === '' ? null : chosen })}
            error={wrong('curriculumEffectiveOn')}
            allowDeselect={false}
          />
        )}
      </SimpleGrid>
      {definition?.priorTraining === undefined ? null : (
        <Checkbox.Group
          label="Training completed before"
          value={[...value.priorTraining]}
          onChange={(priorTraining) => set({ priorTraining })}
          error={wrong('priorTraining')}
        >
          <Stack gap={6} mt={6}>
            {definition.priorTraining.map((prior) => (
              <Checkbox key={prior.id} value={prior.id} label={prior.title} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      {program.error === null ? null : (
        <Text size="sm">The program's levels cannot be read: {program.error.message}</Text>
      )}
    </Stack>
  )
}
