import { Button, Group, Stack, Text } from '@mantine/core'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { TextLink, usePathParams } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { StatusBar } from '../../../ui/status.tsx'
import { personStays, type StayView } from '../../off-site/contract.ts'
import { type Checklist, deskChecklists, endChecklist, personChecklists } from '../contract.ts'
import { ItemList } from './item-list.tsx'
import { StaySection } from './stay-section.tsx'
import { useListMarking } from './use-marking.ts'
import { aboutWords, listAnswer, progressOf } from './words.ts'

export function MyChecklistsPage() {
  return <Checklists personId={useActor().personId} isOwn />
}

export function PersonChecklistsPage() {
  const { personId = '' } = usePathParams()
  return <Checklists personId={personId} isOwn={useActor().personId === personId} />
}

function answerOf(lists: readonly Checklist[], stays: readonly StayView[]): string {
  const open = lists.filter((list) => progressOf(list.items.filter(({ owner }) => owner === 'trainee')).next)
  const [first] = open
  if (first !== undefined) return listAnswer(first)
  if (lists.length > 0) return 'Everything on your lists is settled.'
  return stays.length > 0
    ? `Next at another site: ${stays[0]?.siteName ?? ''}, from ${dayWords(stays[0]?.startOn ?? '')}.`
    : 'Nothing is asked for at the moment.'
}

function Checklists({ personId, isOwn }: { readonly personId: string; readonly isOwn: boolean }) {
  const query = useRoute(personChecklists, { params: { personId } })
  const stays = useRoute(personStays, { params: { personId } })
  const documentsTo = isOwn ? '/me/documents' : `/people/${personId}/documents`
  return (
    <Page
      title={isOwn ? 'My checklists' : `Checklists of ${query.data?.personName ?? 'a person'}`}
      answer={query.data === undefined ? undefined : answerOf(query.data.lists, stays.data?.stays ?? [])}
      actions={isOwn ? undefined : <TextLink to={`/people/${personId}`}>The person</TextLink>}
    >
      <Loaded query={query} shape="cards">
        {({ lists, abilities }) => (
          <>
            {lists.length === 0 && (stays.data?.stays.length ?? 0) === 0 ? (
              <EmptyState title="No list is open">
                Lists are here some months before a first or last day, after a long leave, and before time at another
                site.
              </EmptyState>
            ) : null}
            {lists.map((list) => (
              <ListSection
                key={`${list.templateId} ${list.subjectId}`}
                list={list}
                isDesk={abilities.desk}
                documentsTo={documentsTo}
              />
            ))}
            {(stays.data?.stays ?? []).map((stay) => (
              <StaySection
                key={`${stay.appointmentId} ${stay.rotationId} ${stay.startOn}`}
                stay={stay}
                isDesk={abilities.desk}
                documentsTo={documentsTo}
              />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function ListSection(props: { readonly list: Checklist; readonly isDesk: boolean; readonly documentsTo: string }) {
  const { list, isDesk, documentsTo } = props
  const marking = useListMarking(list)
  const end = useAction(endChecklist, { refresh: [personChecklists, deskChecklists] })
  const own = list.items.filter(({ owner }) => owner === 'trainee')
  const others = list.items.filter(({ owner }) => owner !== 'trainee')
  const { done, total, late, next } = progressOf(list.items)
  const { begun } = list
  return (
    <Section
      title={list.name}
      aside={
        <Text size="sm">
          {aboutWords[list.kind]}: {dayWords(list.aboutOn)}
        </Text>
      }
    >
      <Stack gap="sm">
        <StatusBar
          kind={late > 0 ? 'missed' : next === undefined ? 'met' : 'on-track'}
          label={`${list.name}: ${done} of ${total}`}
          done={done}
          planned={0}
          needed={total}
        />
        <Text size="sm">
          {done} of {total} settled{others.length === 0 ? '' : `, with the ${others.length} that others do`}
          {late > 0 ? `, ${late} late` : ''} · {list.programName}
        </Text>
        {list.takenOff.length === 0 ? null : (
          <Text size="sm">Taken off by the program: {list.takenOff.join(', ')}.</Text>
        )}
        {own.length === 0 ? null : (
          <ItemList items={own} marking={marking} mayMark={() => true} showOwner={false} documentsTo={documentsTo} />
        )}
        {others.length === 0 ? null : (
          <div>
            <Text fw={600} size="sm" component="h3">
              {isDesk ? 'For those who run the program' : 'Others do this for you'}
            </Text>
            <ItemList items={others} marking={marking} mayMark={() => isDesk} showOwner documentsTo={documentsTo} />
          </div>
        )}
        {begun === null || !isDesk ? null : (
          <Group>
            <ErrorNotice error={end.error} />
            <Button
              size="compact-sm"
              variant="subtle"
              loading={end.isPending}
              onClick={() =>
                end.mutate({ params: { listId: list.subjectId }, body: { expectedVersion: begun.version } })
              }
            >
              Put this list away
            </Button>
          </Group>
        )}
      </Stack>
    </Section>
  )
}
