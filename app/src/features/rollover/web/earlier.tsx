import { List, Text } from '@mantine/core'
import { instantWords } from '../../../ui/date-words.ts'
import { Section } from '../../../ui/page.tsx'
import type { RolloverView } from '../contract.ts'

/** What was taken back before, and what stayed of it. */
export function Earlier({ earlier }: { readonly earlier: RolloverView['earlier'] }) {
  if (earlier.length === 0) return null
  return (
    <Section title="Taken back before">
      {earlier.map(({ rolloverId, appliedBy, appliedAt, takenBackBy, takenBackAt, kept }) => (
        <div key={rolloverId}>
          <Text>
            Done by {appliedBy} on {instantWords(appliedAt)}, taken back by {takenBackBy} on {instantWords(takenBackAt)}
            {kept.length > 0 ? '. What stayed:' : ', all of it.'}
          </Text>
          {kept.length === 0 ? null : (
            <List size="sm">
              {kept.map(({ sentence, because }) => (
                <List.Item key={sentence}>
                  {sentence} {because}
                </List.Item>
              ))}
            </List>
          )}
        </div>
      ))}
    </Section>
  )
}
