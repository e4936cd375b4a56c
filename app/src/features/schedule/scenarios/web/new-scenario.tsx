import { Button, Group, Modal, MultiSelect, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useAction } from '../../../../ui/api.ts'
import { useScope } from '../../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import type { RouteAnswer } from '../../../../contract/route.ts'
import type { listYears } from '../../blocks/contract.ts'
import { createScenario, listScenarios, type ScenarioView } from '../contract.ts'
import { editScenarios } from '../policy.ts'

/** Starts a draft: empty, from the schedule of record, or as a copy of `source`. */
export function NewScenario(props: {
  readonly years: RouteAnswer<typeof listYears>
  readonly chosenYear: number | undefined
  readonly source: ScenarioView | undefined
  readonly onClose: () => void
}) {
  const { source, years } = props
  const actor = useActor()
  const navigate = useNavigate()
  const { programId } = useScope()
  const mine = actor.programs.filter(({ id }) => actor.may(editScenarios, { programIds: [id] }))
  const [name, setName] = useState(source === undefined ? '' : `${source.name}, copy`)
  const [programIds, setProgramIds] = useState<readonly string[]>(
    () => source?.programIds ?? mine.map(({ id }) => id).filter((id) => programId === undefined || id === programId),
  )
  const [startYear, setStartYear] = useState(source?.startYear ?? props.chosenYear ?? years.current + 1)
  const hasRecord = (years.years.find((year) => year.startYear === startYear)?.version ?? 0) > 0
  const [start, setStart] = useState<'empty' | 'record'>('record')
  const from = source?.id ?? (hasRecord ? start : 'empty')
  const create = useAction(createScenario, {
    refresh: [listScenarios],
    onDone: (made) => void navigate({ to: `/schedule/scenarios/${made.id}`, search: { year: made.startYear } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ body: { name, startYear, programIds: [...programIds], from } })
  }
  return (
    <Modal opened onClose={props.onClose} title={source === undefined ? 'Start a draft' : `Copy ${source.name}`}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ErrorNotice error={create.error} shown={['name', 'programIds']} />
          <TextInput
            label="Name"
            placeholder="First try"
            data-autofocus
            value={name}
            error={fieldError(create.error, 'name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label="Programs"
            description="Programs that share rooms are best solved together."
            data={mine.map((program) => ({ value: program.id, label: program.name }))}
            value={[...programIds]}
            error={fieldError(create.error, 'programIds')}
            onChange={setProgramIds}
            searchable={mine.length > 8}
          />
          {source === undefined ? (
            <NativeSelect
              label="Academic year"
              data={years.years.map((year) => ({ value: String(year.startYear), label: year.label }))}
              value={String(startYear)}
              onChange={(event) => setStartYear(Number(event.currentTarget.value))}
            />
          ) : null}
          {source === undefined ? (
            <Radio.Group label="Begin with" value={from} onChange={(value) => setStart(value as 'empty' | 'record')}>
              <Stack gap="xs" mt="xs">
                <Radio value="empty" label="An empty year" />
                <Radio value="record" label="The schedule of record" disabled={!hasRecord} />
              </Stack>
            </Radio.Group>
          ) : null}
          <Group justify="end">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              Start
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
