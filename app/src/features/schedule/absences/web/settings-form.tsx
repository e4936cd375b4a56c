import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { Section } from '../../../../ui/page.tsx'
import { absenceCalendar, getAbsencePolicy, putAbsencePolicy } from '../contract.ts'
import { type AbsenceSettings, approverRoles } from '../settings.ts'
import classes from './absences.module.css'
import { KindRows } from './kind-rows.tsx'
import { clockWords, minuteOf } from './words.ts'

type Policy = RouteAnswer<typeof getAbsencePolicy>
type Blackout = AbsenceSettings['blackouts'][number]
type Limit = AbsenceSettings['limits'][number]

const roleChoices = approverRoles.map((role) => ({
  value: role,
  label: { chief: 'Chief', coordinator: 'Coordinator', director: 'Program director' }[role],
}))
const everywhere = ''

const changed = <T,>(list: readonly T[], at: number, value: Partial<T>): T[] =>
  list.map((item, index) => (index === at ? { ...item, ...value } : item))
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)

export function SettingsForm({ programId, policy }: { readonly programId: string; readonly policy: Policy }) {
  const [settings, setSettings] = useState<AbsenceSettings>(policy.settings)
  const set = (part: Partial<AbsenceSettings>) => setSettings({ ...settings, ...part })
  const save = useAction(putAbsencePolicy, {
    refresh: [getAbsencePolicy, absenceCalendar],
    onDone: () =>
      notifications.show({ message: 'The rules hold from now on; requests that wait keep their approvers.' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ params: { programId }, body: { expectedVersion: policy.version, settings } })
  }
  const places = [
    { value: everywhere, label: 'Whole program' },
    ...policy.rotations.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Section title="Who approves, in this order">
          <MultiSelect
            aria-label="Who approves, in this order"
            data={roleChoices}
            value={settings.chain}
            onChange={(value) =>
              set({ chain: value.flatMap((role) => approverRoles.filter((known) => known === role)) })
            }
            error={fieldError(save.error, 'settings.chain')}
          />
          <Text size="sm" className="quiet" mt="xs">
            The first chosen decides first. Nobody decides about their own time away.
          </Text>
        </Section>
        <Section title="Kinds and allowances">
          <KindRows
            kinds={settings.kinds}
            levels={policy.levels}
            onChange={(kinds) => set({ kinds })}
            error={save.error}
          />
        </Section>
        <Blackouts
          rows={settings.blackouts}
          places={places}
          onChange={(blackouts) => set({ blackouts })}
          error={save.error}
        />
        <Limits rows={settings.limits} places={places} levels={policy.levels} onChange={(limits) => set({ limits })} />
        <Section title="Notice, half days and the board">
          <Stack gap="md">
            <NumberInput
              label="Days of notice"
              min={0}
              max={366}
              allowDecimal={false}
              value={settings.noticeDays}
              onChange={(value) => set({ noticeDays: Number(value) || 0 })}
            />
            <Group grow>
              {(['startMinute', 'noonMinute', 'endMinute'] as const).map((key) => (
                <TextInput
                  key={key}
                  label={{ startMinute: 'A day starts', noonMinute: 'Its halves meet', endMinute: 'It ends' }[key]}
                  type="time"
                  value={clockWords(settings.halfDays[key])}
                  onChange={(event) =>
                    set({
                      halfDays: {
                        ...settings.halfDays,
                        [key]: minuteOf(event.currentTarget.value) ?? settings.halfDays[key],
                      },
                    })
                  }
                />
              ))}
            </Group>
            <Select
              label="The board’s budget of time off"
              data={[
                { value: 'definition', label: 'Applies where the program’s certificate is the board’s' },
                { value: 'yes', label: 'Applies' },
                { value: 'no', label: 'Does not apply' },
              ]}
              value={settings.boardBudget === null ? 'definition' : settings.boardBudget ? 'yes' : 'no'}
              onChange={(value) => set({ boardBudget: value === 'definition' ? null : value === 'yes' })}
              allowDeselect={false}
            />
            <Textarea
              label="What trainees read before they ask"
              autosize
              minRows={2}
              value={settings.remarks}
              onChange={(event) => set({ remarks: event.currentTarget.value })}
            />
          </Stack>
        </Section>
        <ErrorNotice error={save.error} shown={['settings.chain']} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            Save the rules
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type Places = readonly { readonly value: string; readonly label: string }[]

function PlaceAndFirm(props: {
  readonly places: Places
  readonly row: { readonly rotationId: string | null; readonly firm: boolean }
  readonly name: string
  readonly onChange: (value: { rotationId?: string | null; firm?: boolean }) => void
}) {
  const { row } = props
  return (
    <>
      <Select
        label="Where"
        aria-label={`Where, ${props.name}`}
        data={[...props.places]}
        value={row.rotationId ?? everywhere}
        onChange={(value) => props.onChange({ rotationId: value === everywhere ? null : value })}
        allowDeselect={false}
      />
      <Checkbox
        label="Cannot be asked for"
        aria-label={`Cannot be asked for, ${props.name}`}
        description="Otherwise approvers are warned"
        checked={row.firm}
        onChange={(event) => props.onChange({ firm: event.currentTarget.checked })}
      />
    </>
  )
}

function Blackouts(props: {
  readonly rows: readonly Blackout[]
  readonly places: Places
  readonly onChange: (rows: Blackout[]) => void
  readonly error: Error | null
}) {
  const { rows, onChange, error } = props
  const add = () => onChange([...rows, { name: '', startOn: '', endOn: '', rotationId: null, firm: true }])
  return (
    <Section title="Days on which nobody is to be away">
      <div className={classes.rows}>
        {rows.length === 0 ? (
          <Text className="quiet">None. Add the days of an examination or of a change of classes.</Text>
        ) : null}
        {rows.map((row, at) => {
          const set = (value: Partial<Blackout>) => onChange(changed(rows, at, value))
          const name = row.name === '' ? `line ${at + 1}` : row.name
          return (
            <div key={`blackout ${String(at)}`} className={classes.row}>
              <TextInput
                label="What it is"
                value={row.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
                error={fieldError(error, `settings.blackouts.${at}.name`)}
              />
              <TextInput
                label="First day"
                type="date"
                value={row.startOn}
                onChange={(event) => set({ startOn: event.currentTarget.value })}
                error={fieldError(error, `settings.blackouts.${at}.startOn`)}
              />
              <TextInput
                label="Last day"
                type="date"
                value={row.endOn}
                onChange={(event) => set({ endOn: event.currentTarget.value })}
                error={fieldError(error, `settings.blackouts.${at}.endOn`)}
              />
              <PlaceAndFirm places={props.places} row={row} name={name} onChange={set} />
              <Button variant="subtle" onClick={() => onChange(without(rows, at))} aria-label={`Remove ${name}`}>
                Remove
              </Button>
            </div>
          )
        })}
        <Group>
          <Button variant="default" size="xs" onClick={add}>
            Add days
          </Button>
        </Group>
      </div>
    </Section>
  )
}

function Limits(props: {
  readonly rows: readonly Limit[]
  readonly places: Places
  readonly levels: readonly string[]
  readonly onChange: (rows: Limit[]) => void
}) {
  const { rows, onChange } = props
  return (
    <Section title="How many may be away at once">
      <div className={classes.rows}>
        {rows.length === 0 ? <Text className="quiet">No limit is set.</Text> : null}
        {rows.map((row, at) => {
          const set = (value: Partial<Limit>) => onChange(changed(rows, at, value))
          const name = `limit ${at + 1}`
          return (
            <div key={`limit ${String(at)}`} className={classes.row}>
              <NumberInput
                label="At most"
                min={0}
                max={500}
                allowDecimal={false}
                value={row.most}
                onChange={(value) => set({ most: Number(value) || 0 })}
              />
              {props.levels.length < 2 ? null : (
                <Select
                  label="Level"
                  aria-label={`Level, ${name}`}
                  data={[{ value: everywhere, label: 'Every level' }, ...props.levels]}
                  value={row.level ?? everywhere}
                  onChange={(value) => set({ level: value === everywhere ? null : value })}
                  allowDeselect={false}
                />
              )}
              <PlaceAndFirm places={props.places} row={row} name={name} onChange={set} />
              <Button variant="subtle" onClick={() => onChange(without(rows, at))} aria-label={`Remove ${name}`}>
                Remove
              </Button>
            </div>
          )
        })}
        <Group>
          <Button
            variant="default"
            size="xs"
            onClick={() => onChange([...rows, { rotationId: null, level: null, most: 2, firm: false }])}
          >
            Add a limit
          </Button>
        </Group>
      </div>
    </Section>
  )
}
