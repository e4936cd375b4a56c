import { Button, Checkbox, Group, MultiSelect, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { deskStays } from '../../off-site/contract.ts'
import { deskChecklists, getTemplates, personChecklists, saveTemplate } from '../contract.ts'
import { ItemForm } from './item-form.tsx'
import {
  type Draft,
  emptyItem,
  fieldsOf,
  hasAllDays,
  isDays,
  type ItemDraft,
  moved,
  wholeDays,
} from './template-draft.ts'
import { kindNames } from './words.ts'

type Answer = RouteAnswer<typeof getTemplates>

/** Writes a checklist or changes one. What is not done yet changes with it; what is done stays. */
export function TemplateForm(props: { readonly draft: Draft; readonly data: Answer; readonly onClose: () => void }) {
  const { data } = props
  const [draft, setDraft] = useState(props.draft)
  /** Says where no number of days was typed, once somebody has tried to keep the list. */
  const [asksDays, setAsksDays] = useState(false)
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }))
  const save = useAction(saveTemplate, {
    refresh: [getTemplates, deskChecklists, personChecklists, deskStays],
    onDone: () => {
      notifications.show({ message: `${draft.name} is kept.` })
      props.onClose()
    },
  })
  const program = data.programs.find(({ programId }) => programId === draft.programId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!hasAllDays(draft)) return setAsksDays(true)
    setAsksDays(false)
    const known = draft.id === null ? {} : { id: draft.id }
    save.mutate({ body: { ...fieldsOf(draft), ...known, expectedVersion: draft.version } })
  }
  const changeItem = (key: string, part: Partial<ItemDraft>) =>
    change({ items: draft.items.map((item) => (item.key === key ? { ...item, ...part } : item)) })
  const shown = draft.items.flatMap((_, index) =>
    ['title', 'guidance', 'dueDays', 'owner', 'documentKindId'].map((field) => `items.${index}.${field}`),
  )
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Section title={draft.id === null ? `New: ${kindNames[draft.kind]}` : `Change ${props.draft.name}`}>
          <Stack gap="md">
            <ErrorNotice error={save.error} shown={['name', 'horizonDays', 'appliesFrom', 'leaveDays', ...shown]} />
            {draft.openFor === 0 ? null : (
              <Text>
                {draft.openFor === 1 ? 'One person has' : `${draft.openFor} people have`} this list open. What they have
                not done changes with it; what they have done stays as it was.
              </Text>
            )}
            <TextInput
              label="Name"
              required
              value={draft.name}
              error={fieldError(save.error, 'name')}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <NativeSelect
              label="Whose list"
              value={draft.programId ?? ''}
              disabled={draft.id !== null}
              onChange={(event) =>
                change({ programId: event.currentTarget.value || null, levels: [], siteIds: [], rotationIds: [] })
              }
              data={[
                ...(data.mayDefineForAll ? [{ value: '', label: 'The whole institution' }] : []),
                ...data.programs.map(({ programId, name }) => ({ value: programId, label: name })),
              ]}
            />
            <Who draft={draft} change={change} program={program} error={save.error} asksDays={asksDays} />
          </Stack>
        </Section>
        <Section title="What is to be done">
          <Stack gap="md">
            {draft.items.map((item, index) => (
              <ItemForm
                key={item.key}
                item={item}
                index={index}
                count={draft.items.length}
                isStay={draft.kind === 'off-site'}
                documentKinds={program?.documentKinds ?? []}
                error={save.error}
                asksDays={asksDays}
                onChange={(part) => changeItem(item.key, part)}
                onMove={(by) => change({ items: moved(draft.items, item.key, by) })}
                onRemove={() => change({ items: draft.items.filter(({ key }) => key !== item.key) })}
              />
            ))}
            <Group justify="space-between">
              <Button variant="default" onClick={() => change({ items: [...draft.items, emptyItem()] })}>
                Add one more
              </Button>
              <Group>
                <Button variant="default" onClick={props.onClose}>
                  Cancel
                </Button>
                <Button type="submit" loading={save.isPending}>
                  Keep it
                </Button>
              </Group>
            </Group>
          </Stack>
        </Section>
      </Stack>
    </form>
  )
}

/** For whom the list is there, and from when on. */
function Who(props: {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly program: Answer['programs'][number] | undefined
  readonly error: Error | null
  readonly asksDays: boolean
}) {
  const { draft, change, program, error } = props
  const daysProblem = (typed: string, field: string) =>
    props.asksDays && !isDays(typed) ? wholeDays : fieldError(error, field)
  if (draft.kind === 'off-site')
    return (
      <>
        <MultiSelect
          label="Sites"
          description="None chosen: every site that is not the program’s own."
          data={(program?.sites ?? []).map(({ id, name, leadTimeDays }) => ({
            value: id,
            label: leadTimeDays === null ? name : `${name}, ${leadTimeDays} days ahead`,
          }))}
          value={[...draft.siteIds]}
          onChange={(siteIds) => change({ siteIds })}
        />
        <MultiSelect
          label="Rotations"
          description="None chosen: every rotation there."
          data={(program?.rotations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={[...draft.rotationIds]}
          onChange={(rotationIds) => change({ rotationIds })}
        />
      </>
    )
  return (
    <>
      <Checkbox
        label="Trainees get it by themselves"
        description="Otherwise it is only begun by hand, as for faculty."
        checked={draft.automatic}
        onChange={(event) => change({ automatic: event.currentTarget.checked })}
      />
      {draft.automatic ? (
        <>
          {(program?.levels.length ?? 0) > 1 ? (
            <MultiSelect
              label="Levels"
              description="None chosen: all levels."
              data={(program?.levels ?? []).map(({ id }) => id)}
              value={[...draft.levels]}
              onChange={(levels) => change({ levels })}
            />
          ) : null}
          <Group grow align="start">
            <TextInput
              label="There from so many days before"
              inputMode="numeric"
              value={draft.horizonDays}
              error={daysProblem(draft.horizonDays, 'horizonDays')}
              onChange={(event) => change({ horizonDays: event.currentTarget.value })}
            />
            <TextInput
              label="For days from"
              type="date"
              value={draft.appliesFrom}
              error={fieldError(error, 'appliesFrom')}
              onChange={(event) => change({ appliesFrom: event.currentTarget.value })}
            />
            {draft.kind === 'return' ? (
              <TextInput
                label="After so many days of leave"
                inputMode="numeric"
                value={draft.leaveDays}
                error={daysProblem(draft.leaveDays, 'leaveDays')}
                onChange={(event) => change({ leaveDays: event.currentTarget.value })}
              />
            ) : null}
          </Group>
        </>
      ) : null}
    </>
  )
}
