import { Button, Group, Modal, NativeSelect, Select, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { useScope } from '../../../ui/navigation.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { getPeople } from '../../people/contract.ts'
import { beginChecklist, deskChecklists, getTemplates, personChecklists } from '../contract.ts'
import { aboutWords } from './words.ts'

interface Chosen {
  readonly id: string
  readonly name: string
}

/** Begins a list for somebody whom no date of the record gives it, such as a member of the faculty. */
export function BeginDialog({ onClose }: { readonly onClose: () => void }) {
  const scope = useScope()
  const query = useRoute(getTemplates, { query: { programId: scope.programId } })
  const [chosenTemplate, setTemplate] = useState<string | null>(null)
  const [chosenProgram, setProgram] = useState<string | null>(null)
  const [person, setPerson] = useState<Chosen | null>(null)
  const [aboutOn, setAboutOn] = useState('')
  const begin = useAction(beginChecklist, {
    refresh: [deskChecklists, personChecklists],
    onDone: () => {
      notifications.show({ message: 'The list is begun.' })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title="Begin a list by hand">
      <Loaded query={query}>
        {({ templates, programs }) => {
          const usable = templates.filter(({ kind }) => kind !== 'off-site')
          const template = usable.find(({ id }) => id === chosenTemplate) ?? usable[0]
          const programId = template?.programId ?? chosenProgram ?? programs[0]?.programId ?? ''
          const submit = (event: FormEvent) => {
            event.preventDefault()
            if (template !== undefined)
              begin.mutate({ body: { templateId: template.id, programId, personId: person?.id ?? '', aboutOn } })
          }
          if (template === undefined) return <Text>Write a checklist first.</Text>
          return (
            <form onSubmit={submit} noValidate>
              <Stack gap="md">
                <Text size="sm">
                  Trainees get their lists by themselves. Begin one for somebody else, such as faculty, or for a day
                  that the record does not know.
                </Text>
                <ErrorNotice error={begin.error} shown={['personId', 'aboutOn']} />
                <NativeSelect
                  label="List"
                  value={template.id}
                  onChange={(event) => setTemplate(event.currentTarget.value)}
                  data={usable.map(({ id, name, programId: of }) => ({
                    value: id,
                    label: `${name}${of === null ? '' : `, ${programs.find((each) => each.programId === of)?.name ?? ''}`}`,
                  }))}
                />
                {template.programId === null ? (
                  <NativeSelect
                    label="Program"
                    value={programId}
                    onChange={(event) => setProgram(event.currentTarget.value)}
                    data={programs.map((each) => ({ value: each.programId, label: each.name }))}
                  />
                ) : null}
                <PersonSelect
                  programId={programId}
                  person={person}
                  onChoose={setPerson}
                  error={fieldError(begin.error, 'personId')}
                />
                <TextInput
                  label={aboutWords[template.kind]}
                  type="date"
                  required
                  value={aboutOn}
                  error={fieldError(begin.error, 'aboutOn')}
                  onChange={(event) => setAboutOn(event.currentTarget.value)}
                />
                <Group justify="end">
                  <Button variant="default" onClick={onClose}>
                    Cancel
                  </Button>
                  <Button type="submit" loading={begin.isPending}>
                    Begin
                  </Button>
                </Group>
              </Stack>
            </form>
          )
        }}
      </Loaded>
    </Modal>
  )
}

function PersonSelect(props: {
  readonly programId: string
  readonly person: Chosen | null
  readonly onChoose: (person: Chosen | null) => void
  readonly error: string | undefined
}) {
  const { programId, person } = props
  const [text, setText] = useState('')
  const [typed] = useDebouncedValue(text, 200)
  // Once somebody is chosen the box shows their name, which is no search.
  const search = typed === person?.name ? '' : typed
  const query = useRoute(
    getPeople,
    { query: { programId, search, limit: '30' } },
    { enabled: programId !== '', keepLast: true },
  )
  const found = (query.data?.items ?? []).map(
    (row): Chosen => ({ id: row.id, name: `${row.givenName} ${row.familyName}` }),
  )
  const people = person === null || found.some(({ id }) => id === person.id) ? found : [...found, person]
  return (
    <Select
      label="Person"
      placeholder="Type a name"
      required
      searchable
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      searchValue={text}
      onSearchChange={setText}
      value={person?.id ?? null}
      onChange={(id) => props.onChoose(people.find((each) => each.id === id) ?? null)}
      error={props.error}
      nothingFoundMessage="Nobody in this program"
    />
  )
}
