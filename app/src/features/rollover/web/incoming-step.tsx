import { Button, Group, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconClipboardList, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { type EntryView, getRollover, putIncoming, type RolloverView } from '../contract.ts'
import { EntryForm } from './entry-form.tsx'
import { PasteList } from './paste-list.tsx'
import classes from './rollover.module.css'
import { Remark } from './remark.tsx'

/** Who begins next year: known already, added here, and the positions that are still empty. */
export function IncomingStep({ view, onNext }: { readonly view: RolloverView; readonly onNext: () => void }) {
  const [editing, setEditing] = useState<EntryView | 'new' | null>(null)
  const [pasting, setPasting] = useState(false)
  const drop = useAction(putIncoming, { refresh: [getRollover] })
  const params = { programId: view.programId, startYear: String(view.startYear) }
  const { approved, filled, sentence, note } = view.positions
  const comes = view.people.filter(({ where }) => where === 'comes')
  const problemsOf = (id: string) => view.plan?.problems.filter(({ path }) => path === `incoming:${id}`) ?? []
  return (
    <Stack gap="md">
      <Section title="Positions">
        <Remark kind={approved === null ? 'note' : filled === approved ? 'met' : 'warning'}>{sentence}</Remark>
        {note === null ? null : (
          <Text size="sm" className="quiet">
            {note}
          </Text>
        )}
      </Section>
      {comes.length === 0 ? null : (
        <Section title="Entered already">
          <ul className={classes.list}>
            {comes.map((place) => (
              <li key={place.appointmentId}>
                <TextLink to={`/people/${place.personId}`}>{place.personName}</TextLink>
                <Text size="sm" className="quiet">
                  {place.reason}
                </Text>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="To be entered when this is applied">
        <ErrorNotice error={drop.error} />
        {view.incoming.length === 0 ? (
          <Text>Nobody yet. Add those who come one by one, or paste the list you have of them.</Text>
        ) : (
          <ul className={classes.list}>
            {view.incoming.map((entry) => (
              <li key={entry.id}>
                <div>
                  <Text fw={600}>
                    {entry.givenName} {entry.familyName}
                  </Text>
                  <Text size="sm">
                    {entry.level}
                    {entry.ftePercent < 100 ? `, ${entry.ftePercent} %` : ''}, {dayWords(entry.startOn)} to{' '}
                    {dayWords(entry.endOn)}
                    {entry.email === null ? ', no e-mail' : `, ${entry.email}`}
                  </Text>
                  {problemsOf(entry.id).map((problem) => (
                    <Remark key={problem.sentence} kind="violation">
                      {problem.sentence}
                    </Remark>
                  ))}
                </div>
                <Group gap="xs">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`Change ${entry.givenName} ${entry.familyName}`}
                    onClick={() => setEditing(entry)}
                  >
                    Change
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`Drop ${entry.givenName} ${entry.familyName}`}
                    loading={drop.isPending && drop.variables.body.entries[0]?.id === entry.id}
                    onClick={() =>
                      drop.mutate({
                        params,
                        body: { entries: [{ id: entry.id, expectedVersion: entry.version, entry: null }] },
                      })
                    }
                  >
                    Drop
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        )}
        <Group mt="sm" gap="sm">
          <Button
            variant="default"
            leftSection={<IconUserPlus size={18} aria-hidden />}
            onClick={() => setEditing('new')}
          >
            Add a person
          </Button>
          <Button
            variant="default"
            leftSection={<IconClipboardList size={18} aria-hidden />}
            onClick={() => setPasting(true)}
          >
            Paste a list
          </Button>
        </Group>
      </Section>
      <Group justify="end">
        <Button rightSection={<IconArrowRight size={18} aria-hidden />} onClick={onNext}>
          The year
        </Button>
      </Group>
      {editing === null ? null : (
        <EntryForm view={view} entry={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {pasting ? <PasteList view={view} onClose={() => setPasting(false)} /> : null}
    </Stack>
  )
}
