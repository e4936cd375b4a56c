import { Alert, List } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useRoute } from '../../../ui/api.ts'
import { instantWords, shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { listDrafts } from '../drafts/contract.ts'

/** Drafts somebody is writing; nothing where there is none. */
export function OpenDrafts({ programId }: { readonly programId: string }) {
  const { data } = useRoute(listDrafts, { query: { programId } })
  if (data === undefined || data.drafts.length === 0) return null
  return (
    <Alert color="accent" variant="light" icon={<IconPencil aria-hidden />} title="Being written">
      <List size="sm">
        {data.drafts.map((draft) => (
          <List.Item key={draft.id}>
            <TextLink to={`/curriculum/drafts/${draft.id}`}>
              {draft.effectiveOn === null ? 'A draft' : `A version from ${shortDay(draft.effectiveOn, true)}`}
            </TextLink>
            {`, started from “${draft.baseLabel}”, last changed by ${draft.updatedBy} on ${instantWords(draft.updatedAt)}`}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
