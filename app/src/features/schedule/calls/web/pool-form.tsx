import {
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { archivePool, createPool, listPools, type PoolBody, type PoolView, savePool } from '../contract.ts'
import { callKinds, type CallKind, type PoolSettings, usualSettings } from '../settings.ts'
import type { PoolPage } from './pools-page.tsx'
import { emptyShift, ShiftFields } from './shift-fields.tsx'

/** A pool with its shifts and rules, new or as it is. */
export function PoolForm(props: {
  readonly page: PoolPage
  readonly pool: PoolView | null
  readonly onClose: () => void
}) {
  const { page, pool } = props
  const mine = page.programs.filter(({ maySetUp }) => maySetUp)
  const [body, setBody] = useState<PoolBody>(() => startOf(pool, page))
  const set = (part: Partial<PoolBody>) => setBody((now) => ({ ...now, ...part }))
  const rule = (part: Partial<PoolSettings>) => setBody((now) => ({ ...now, settings: { ...now.settings, ...part } }))
  const done = (message: string) => () => {
    notifications.show({ message })
    props.onClose()
  }
  const create = useAction(createPool, { refresh: [listPools], onDone: done('The pool is set up.') })
  const save = useAction(savePool, { refresh: [listPools], onDone: done('Saved.') })
  const archive = useAction(archivePool, {
    refresh: [listPools],
    onDone: done('The pool is put away. What was published stays.'),
  })
  const error = create.error ?? save.error ?? archive.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (pool === null) create.mutate({ body })
    else save.mutate({ params: { poolId: pool.id }, body: { ...body, expectedVersion: pool.version } })
  }
  const owner = page.programs.find(({ id }) => id === body.programId)
  const included = page.programs.filter(({ id }) => id === body.programId || body.sharedWith.includes(id))
  const levels = [...new Set(included.flatMap((program) => program.levels))]
  const rotations = [
    ...new Map(included.flatMap((program) => program.rotations.map((one) => [one.id, one.label]))).entries(),
  ]
  const { settings } = body
  const count = (value: string | number): number | null => (value === '' ? null : Number(value))
  return (
    <Modal opened onClose={props.onClose} title={pool === null ? 'Add a pool' : `Change ${pool.name}`} size="xl">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={error} shown={['name', 'code', 'timeZone']} />
          <Group grow align="start">
            <TextInput
              label="Name"
              data-autofocus
              placeholder="Overnight call"
              value={body.name}
              error={fieldError(error, 'name')}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <TextInput
              label="Code"
              placeholder="ON"
              value={body.code}
              error={fieldError(error, 'code')}
              onChange={(event) => set({ code: event.currentTarget.value })}
            />
            <NativeSelect
              label="Kind"
              value={body.kind}
              data={Object.entries(callKinds).map(([value, { label }]) => ({ value, label }))}
              onChange={(event) => set({ kind: event.currentTarget.value as CallKind })}
            />
          </Group>
          <Group grow align="start">
            <NativeSelect
              label="Program"
              value={body.programId}
              data={mine.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => set({ programId: event.currentTarget.value, siteId: null })}
            />
            <MultiSelect
              label="Shared with"
              data={page.programs
                .filter(({ id }) => id !== body.programId)
                .map(({ id, shortName }) => ({ value: id, label: shortName }))}
              value={body.sharedWith}
              onChange={(sharedWith) => set({ sharedWith })}
            />
          </Group>
          <Group grow align="start">
            <NativeSelect
              label="Site"
              value={body.siteId ?? ''}
              data={[
                { value: '', label: 'Not named' },
                ...(owner?.sites.map(({ id, name }) => ({ value: id, label: name })) ?? []),
              ]}
              onChange={(event) => set({ siteId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
            />
            <TextInput
              label="Time zone"
              value={body.timeZone}
              error={fieldError(error, 'timeZone')}
              onChange={(event) => set({ timeZone: event.currentTarget.value })}
            />
            <NumberInput
              label="Colour (1 to 12)"
              min={1}
              max={12}
              value={body.tint}
              onChange={(value) => set({ tint: Number(value) || 1 })}
            />
          </Group>
          {body.shifts.map((shift, index) => (
            <ShiftFields
              key={shift.id ?? `new-${String(index)}`}
              shift={shift}
              onChange={(next) => set({ shifts: body.shifts.map((one, at) => (at === index ? next : one)) })}
              onRemove={
                body.shifts.length > 1 ? () => set({ shifts: body.shifts.filter((_, at) => at !== index) }) : undefined
              }
            />
          ))}
          <Group>
            <Button variant="default" size="compact-md" onClick={() => set({ shifts: [...body.shifts, emptyShift()] })}>
              Add a shift
            </Button>
          </Group>
          <Text fw={600}>Who may be called</Text>
          <Group grow align="start">
            <MultiSelect
              label="Levels"
              placeholder="All"
              data={levels}
              value={settings.levels ?? []}
              onChange={(chosen) => rule({ levels: chosen.length === 0 ? null : chosen })}
            />
            <NumberInput
              label="Months of training before"
              min={1}
              max={84}
              value={settings.monthsOfTraining ?? ''}
              onChange={(value) => rule({ monthsOfTraining: count(value) })}
            />
          </Group>
          <Group grow align="start">
            <MultiSelect
              label="Only while on"
              placeholder="Any rotation"
              searchable
              data={rotations.map(([value, label]) => ({ value, label }))}
              value={settings.rotations ?? []}
              onChange={(chosen) => rule({ rotations: chosen.length === 0 ? null : chosen })}
            />
            <MultiSelect
              label="Never while on"
              searchable
              data={rotations.map(([value, label]) => ({ value, label }))}
              value={settings.exceptRotations}
              onChange={(exceptRotations) => rule({ exceptRotations })}
            />
          </Group>
          <TextInput
            label="Privileges needed"
            description="Names, separated by commas; give them to trainees below the pools."
            value={settings.privileges.join(', ')}
            onChange={(event) =>
              rule({
                privileges: event.currentTarget.value
                  .split(',')
                  .map((each) => each.trim())
                  .filter((each) => each !== ''),
              })
            }
          />
          <Text fw={600}>How it is filled</Text>
          <Group grow align="start">
            <NumberInput
              label="Days from one to the next"
              min={1}
              max={28}
              value={settings.spacingDays ?? ''}
              onChange={(value) => rule({ spacingDays: count(value) })}
            />
            <NumberInput
              label="Most in a week"
              min={1}
              max={7}
              value={settings.maxPerWeek ?? ''}
              onChange={(value) => rule({ maxPerWeek: count(value) })}
            />
            <NumberInput
              label="Most in a month"
              min={1}
              max={31}
              value={settings.maxPerMonth ?? ''}
              onChange={(value) => rule({ maxPerMonth: count(value) })}
            />
          </Group>
          <Group grow align="start">
            <NumberInput
              label="Free days before a leave"
              min={0}
              max={7}
              value={settings.daysBeforeLeave}
              onChange={(value) => rule({ daysBeforeLeave: Number(value) || 0 })}
            />
            <NumberInput
              label="Free days before an event"
              min={0}
              max={14}
              value={settings.daysBeforeEvents}
              onChange={(value) => rule({ daysBeforeEvents: Number(value) || 0 })}
            />
            <NumberInput
              label="Free days after an event"
              min={0}
              max={14}
              value={settings.daysAfterEvents}
              onChange={(value) => rule({ daysAfterEvents: Number(value) || 0 })}
            />
          </Group>
          <Group grow align="start">
            <NativeSelect
              label="Weekends"
              value={settings.weekendShape ?? ''}
              data={[
                { value: '', label: 'As it comes' },
                { value: 'saturday-sunday', label: 'Saturday and Sunday together' },
                { value: 'friday-sunday', label: 'Friday and Sunday together' },
              ]}
              onChange={(event) =>
                rule({
                  weekendShape:
                    event.currentTarget.value === '' ? null : (event.currentTarget.value as 'saturday-sunday'),
                })
              }
            />
            <MultiSelect
              label="Juniors, never alone"
              data={levels}
              value={settings.pairing?.juniorLevels ?? []}
              onChange={(juniorLevels) =>
                rule({
                  pairing:
                    juniorLevels.length === 0
                      ? null
                      : { seniorLevels: [], seniorPoolId: null, ...settings.pairing, juniorLevels },
                })
              }
            />
            <MultiSelect
              label="Their seniors"
              data={levels}
              disabled={settings.pairing === null}
              value={settings.pairing?.seniorLevels ?? []}
              onChange={(seniorLevels) =>
                rule({ pairing: settings.pairing === null ? null : { ...settings.pairing, seniorLevels } })
              }
            />
          </Group>
          {page.pools.length < 2 ? null : (
            <MultiSelect
              label="May be held on one day with"
              description="One after the other, as a weekend’s day and night; or at the same time, where one of the two is backup."
              data={page.pools.flatMap(({ id, name }) => (id === pool?.id ? [] : [{ value: id, label: name }]))}
              value={settings.togetherWith}
              onChange={(togetherWith) => rule({ togetherWith })}
            />
          )}
          <Group>
            <Checkbox
              label="No other duty on the day after"
              checked={settings.postCallDay}
              onChange={(event) => rule({ postCallDay: event.currentTarget.checked })}
            />
            <Checkbox
              label="Not while on a rotation elsewhere"
              checked={settings.exceptOffSite}
              onChange={(event) => rule({ exceptOffSite: event.currentTarget.checked })}
            />
            <Checkbox
              label="Swaps need an approval"
              checked={settings.swapsNeedApproval}
              onChange={(event) => rule({ swapsNeedApproval: event.currentTarget.checked })}
            />
          </Group>
          <Group justify="space-between">
            {pool === null ? (
              <span />
            ) : (
              <Button
                variant="subtle"
                color="red"
                loading={archive.isPending}
                onClick={() => archive.mutate({ params: { poolId: pool.id }, body: { expectedVersion: pool.version } })}
              >
                Put the pool away
              </Button>
            )}
            <Group>
              <Button variant="default" onClick={props.onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={create.isPending || save.isPending}>
                {pool === null ? 'Set up' : 'Save'}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const startOf = (pool: PoolView | null, page: PoolPage): PoolBody =>
  pool === null
    ? {
        programId: page.programs.find(({ maySetUp }) => maySetUp)?.id ?? '',
        sharedWith: [],
        name: '',
        code: '',
        kind: 'in-house',
        siteId: null,
        timeZone: page.timeZone,
        tint: 1,
        settings: usualSettings,
        shifts: [emptyShift()],
      }
    : {
        programId: pool.programId,
        sharedWith: pool.programIds.filter((id) => id !== pool.programId),
        name: pool.name,
        code: pool.code,
        kind: pool.kind,
        siteId: pool.siteId,
        timeZone: pool.timeZone,
        tint: pool.tint,
        settings: pool.settings,
        shifts: pool.shifts.map(({ archived: _archived, ...shift }) => shift),
      }
