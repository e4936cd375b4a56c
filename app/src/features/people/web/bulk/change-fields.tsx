import { NumberInput, SegmentedControl, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { roleNames } from '../../../../contract/roles.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { shortDay } from '../../../../ui/date-words.ts'
import { fieldError } from '../../../../ui/notices.tsx'
import { getProgram } from '../../../programs/contract.ts'
import { programRoles } from '../../bulk/contract.ts'
import type { Directory, ListedPerson } from '../../contract.ts'
import { type BulkDraft, type DayDraft, programsMeant } from './draft.ts'

interface FieldProps {
  readonly draft: BulkDraft
  readonly onChange: (next: Partial<BulkDraft>) => void
  readonly error: Error | null
}

/** Dates, level, share and curriculum; each is left as it is unless something is filled in. */
export function AppointmentChangeFields(
  props: FieldProps & {
    readonly people: readonly ListedPerson[]
    readonly directory: Directory
    readonly programId: string | null
  },
) {
  const { draft, onChange, error, people, directory } = props
  const meant = programsMeant(people, directory, draft, props.programId)
  const [only = ''] = meant
  const program = useRoute(getProgram, { params: { programId: only }, query: {} }, { enabled: meant.length === 1 })
  const known = people.flatMap(({ appointments }) => appointments.map(({ entryLevel }) => entryLevel))
  const levels = program.data?.definition.levels.map(({ id }) => id) ?? [...new Set(known)].sort()
  const versions = program.data?.versions.filter(({ superseded }) => !superseded) ?? []
  const wrong = (field: string) => fieldError(error, `change.${field}`)
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label="Which appointments"
        value={draft.which}
        onChange={(which) => onChange({ which: which === 'now' ? 'now' : 'coming' })}
        data={[
          { value: 'now', label: 'Appointments of today' },
          { value: 'coming', label: 'Those still to come' },
        ]}
      />
      <DayField
        label="First day"
        value={draft.startOn}
        onChange={(startOn) => onChange({ startOn })}
        error={wrong('startOn.to') ?? wrong('startOn.shiftDays') ?? wrong('startOn')}
      />
      <DayField
        label="Last day"
        value={draft.endOn}
        onChange={(endOn) => onChange({ endOn })}
        error={wrong('endOn.to') ?? wrong('endOn.shiftDays') ?? wrong('endOn')}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label="Level at the start"
          placeholder="As it is"
          clearable
          clearButtonProps={{ 'aria-label': 'Leave the level as it is' }}
          data={levels}
          value={draft.entryLevel}
          onChange={(entryLevel) => onChange({ entryLevel })}
          error={wrong('entryLevel')}
        />
        <NumberInput
          label="Share of full time"
          placeholder="As it is"
          suffix=" %"
          min={1}
          max={100}
          allowDecimal={false}
          value={draft.ftePercent}
          onChange={(ftePercent) => onChange({ ftePercent })}
          error={wrong('ftePercent')}
        />
        {versions.length < 2 ? null : (
          <Select
            label="Curriculum"
            data={[
              { value: '', label: 'As it is' },
              { value: 'class', label: 'The version of their class' },
              ...versions.map(({ effectiveOn, label }) => ({
                value: effectiveOn,
                label: `${label}, from ${shortDay(effectiveOn, true)}`,
              })),
            ]}
            value={draft.curriculum}
            onChange={(curriculum) => onChange({ curriculum: curriculum ?? '' })}
            error={wrong('curriculumEffectiveOn')}
            allowDeselect={false}
          />
        )}
      </SimpleGrid>
      {meant.length > 1 ? (
        <Text size="sm" className="quiet">
          These appointments are to {meant.length} programs. A version of the curriculum is chosen for one program at a
          time.
        </Text>
      ) : null}
    </Stack>
  )
}

const ways = [
  { value: 'leave', label: 'As it is' },
  { value: 'set', label: 'Set to' },
  { value: 'move', label: 'Move by' },
] as const

function DayField(props: {
  readonly label: string
  readonly value: DayDraft
  readonly onChange: (value: DayDraft) => void
  readonly error: string | undefined
}) {
  const { label, value, onChange, error } = props
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      <Select
        label={label}
        data={ways}
        value={value.way}
        onChange={(way) => onChange({ ...value, way: ways.find((known) => known.value === way)?.value ?? 'leave' })}
        allowDeselect={false}
      />
      {value.way === 'set' ? (
        <TextInput
          label={`${label}, for everybody`}
          type="date"
          value={value.to}
          onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
          error={error}
        />
      ) : value.way === 'move' ? (
        <NumberInput
          label={`${label}, by how many days`}
          description="Less than 0 moves it earlier"
          allowDecimal={false}
          min={-3660}
          max={3660}
          value={value.days}
          onChange={(days) => onChange({ ...value, days })}
          error={error}
        />
      ) : null}
    </SimpleGrid>
  )
}

/** One role in one program, given or taken. */
export function RoleChangeFields({ draft, onChange, error }: FieldProps) {
  const actor = useActor()
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label="Give or take the role"
        value={draft.hold ? 'give' : 'take'}
        onChange={(value) => onChange({ hold: value === 'give' })}
        data={[
          { value: 'give', label: 'Give' },
          { value: 'take', label: 'Take' },
        ]}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <Select
          label="Role"
          data={programRoles.map((role) => ({ value: role, label: roleNames[role] }))}
          value={draft.role}
          onChange={(role) => onChange({ role })}
          error={fieldError(error, 'change.role')}
        />
        <Select
          label="Program"
          searchable
          data={actor.programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.roleProgramId}
          onChange={(roleProgramId) => onChange({ roleProgramId })}
          error={fieldError(error, 'change.programId')}
        />
      </SimpleGrid>
    </Stack>
  )
}
