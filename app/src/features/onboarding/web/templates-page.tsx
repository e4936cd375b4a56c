import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import type { RouteAnswer } from '../../../contract/route.ts'
import {
  archiveTemplate,
  type ChecklistKind,
  checklistKinds,
  deskChecklists,
  getTemplates,
  personChecklists,
  type TemplateView,
} from '../contract.ts'
import { overseeChecklists } from '../policy.ts'
import { newTemplate } from '../starters.ts'
import { type Draft, draftOf } from './template-draft.ts'
import { TemplateForm } from './template-form.tsx'
import { kindNames } from './words.ts'

type Answer = RouteAnswer<typeof getTemplates>

const refresh = [getTemplates, deskChecklists, personChecklists]

function answerOf({ templates }: Answer): string {
  if (templates.length === 0) return 'No checklist is written yet.'
  const items = templates.reduce((sum, template) => sum + template.items.length, 0)
  return `${templates.length} ${templates.length === 1 ? 'checklist' : 'checklists'} with ${items} things to do.`
}

/** What has to be done before people come, leave, return or go elsewhere, as the programs write it. */
export function TemplatesPage() {
  const { programId } = useScope()
  const actor = useActor()
  const query = useRoute(getTemplates, { query: { programId } })
  const [draft, setDraft] = useState<Draft | null>(null)
  const [archived, setArchived] = useState<TemplateView | null>(null)
  const restore = useAction(archiveTemplate, { refresh, onDone: () => setArchived(null) })
  const start = (kind: ChecklistKind, data: Answer) => {
    const of = data.programs[0]?.programId ?? null
    setDraft(draftOf(newTemplate(kind, of, data.today), null))
  }
  return (
    <Page
      title="What is on the lists"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={actor.may(overseeChecklists) ? <TextLink to="/checklists">Who has to do what</TextLink> : undefined}
    >
      <Loaded query={query} shape="cards">
        {(data) =>
          draft !== null ? (
            <TemplateForm key={draft.id ?? 'new'} draft={draft} data={data} onClose={() => setDraft(null)} />
          ) : (
            <>
              <Group>
                <NewButton onChoose={(kind) => start(kind, data)} />
              </Group>
              <ErrorNotice error={restore.error} />
              {archived === null ? null : (
                <Group role="status">
                  <Text>{archived.name} is used no longer; nobody has it on their lists.</Text>
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={restore.isPending}
                    onClick={() =>
                      restore.mutate({
                        params: { templateId: archived.id },
                        body: { expectedVersion: archived.version + 1, archived: false },
                      })
                    }
                  >
                    Take that back
                  </Button>
                </Group>
              )}
              {data.templates.length === 0 ? (
                <EmptyState title="Begin with a suggestion">
                  Choose what the list is about. You get a usual list to change, and nobody sees it before you keep it.
                </EmptyState>
              ) : null}
              {data.templates.map((template) => (
                <TemplateSection
                  key={template.id}
                  template={template}
                  program={data.programs.find((each) => each.programId === template.programId)}
                  onArchived={() => setArchived(template)}
                  onChange={() => setDraft(draftOf(template, template))}
                />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function NewButton({ onChoose }: { readonly onChoose: (kind: ChecklistKind) => void }) {
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={16} aria-hidden />}>Write a checklist</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {checklistKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onChoose(kind)}>
            {kindNames[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type Choices = Answer['programs'][number]

function whoWords(template: TemplateView, program: Choices | undefined): string {
  const { kind, levels, siteIds, rotationIds, automatic, appliesFrom, horizonDays, leaveDays } = template
  if (!automatic) return 'Begun by hand'
  const from = `for days from ${dayWords(appliesFrom)} on`
  if (kind === 'off-site') {
    const nameOf = (id: string, among: readonly { readonly id: string; readonly name: string }[] = []) =>
      among.find((each) => each.id === id)?.name ?? id
    const places = [
      ...siteIds.map((id) => nameOf(id, program?.sites)),
      ...rotationIds.map((id) => nameOf(id, program?.rotations)),
    ]
    return `${places.length === 0 ? 'Every rotation at another site' : places.join(', ')}, ${from}`
  }
  const levelWords = levels.length === 0 ? 'All levels' : levels.join(', ')
  const long = kind === 'return' ? `, after ${leaveDays} days of leave or more` : ''
  return `${levelWords}${long}; ${from}, there ${horizonDays} days before`
}

function TemplateSection(props: {
  readonly template: TemplateView
  readonly program: Choices | undefined
  readonly onChange: () => void
  readonly onArchived: () => void
}) {
  const { template, program } = props
  const archive = useAction(archiveTemplate, { refresh, onDone: props.onArchived })
  return (
    <Section
      title={template.name}
      aside={
        template.mayEdit ? (
          <Group gap="xs">
            <Button size="xs" variant="default" aria-label={`Change ${template.name}`} onClick={props.onChange}>
              Change
            </Button>
            <Button
              size="xs"
              variant="subtle"
              loading={archive.isPending}
              aria-label={`Use ${template.name} no longer`}
              onClick={() =>
                archive.mutate({
                  params: { templateId: template.id },
                  body: { expectedVersion: template.version, archived: true },
                })
              }
            >
              Use no longer
            </Button>
          </Group>
        ) : undefined
      }
    >
      <Stack gap={4}>
        <ErrorNotice error={archive.error} />
        <Text size="sm">
          {kindNames[template.kind]} · {template.programId === null ? 'the whole institution' : (program?.name ?? '')}
        </Text>
        <Text size="sm" className="quiet">
          {whoWords(template, program)}
        </Text>
        <Text size="sm">{template.items.map(({ title }) => title).join(' · ')}</Text>
        {template.openFor === 0 ? null : (
          <Text size="sm">Open for {template.openFor === 1 ? '1 person' : `${template.openFor} people`} now.</Text>
        )}
      </Stack>
    </Section>
  )
}
