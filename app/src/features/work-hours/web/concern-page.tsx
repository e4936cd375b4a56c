import { Alert, Button, Group, Radio, Select, Stack, Textarea } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { concernTopics, getConcernChoices, sendConcern } from '../oversight-contract.ts'
import type { RouteAnswer } from '../../../contract/route.ts'

/** Tells a concern without a name; says who reads it before anything is written. */
export function ConcernPage() {
  const [sent, setSent] = useState(false)
  const query = useRoute(getConcernChoices, {})
  return (
    <Page
      title="Tell a concern without your name"
      answer="Nobody can see who wrote it, and Gradus itself does not keep who, from where or when."
    >
      {sent ? (
        <EmptyState title="It is sent" action={<ButtonLink to="/">Back to home</ButtonLink>}>
          Since nobody knows who you are, nobody can write back to you.
        </EmptyState>
      ) : (
        <Loaded query={query}>{(choices) => <ConcernForm choices={choices} onSent={() => setSent(true)} />}</Loaded>
      )}
    </Page>
  )
}

type Choices = RouteAnswer<typeof getConcernChoices>

function ConcernForm({ choices, onSent }: { readonly choices: Choices; readonly onSent: () => void }) {
  const [programId, setProgramId] = useState<string | null>(null)
  const [topic, setTopic] = useState<(typeof concernTopics)[number]>('Work hours')
  const [readers, setReaders] = useState<'office' | 'office-and-director'>('office')
  const [words, setWords] = useState('')
  const send = useAction(sendConcern, { onDone: onSent })
  const program = choices.programs.find((one) => one.programId === programId)
  const mayChoose = program?.directorMayRead === true
  const chosen = mayChoose ? readers : 'office'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate({ body: { programId, topic, words, readers: chosen } })
  }
  return (
    <Section>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label="About"
            data={[
              { value: '', label: 'The institution, or I would rather not say' },
              ...choices.programs.map((one) => ({ value: one.programId, label: one.programName })),
            ]}
            value={programId ?? ''}
            onChange={(value) => setProgramId(value === '' ? null : value)}
            allowDeselect={false}
          />
          <Select
            label="Topic"
            data={[...concernTopics]}
            value={topic}
            onChange={(value) => setTopic(concernTopics.find((one) => one === value) ?? topic)}
            allowDeselect={false}
          />
          {mayChoose ? (
            <Radio.Group
              label="Who may read it"
              value={readers}
              onChange={(value) => setReaders(value === 'office-and-director' ? value : 'office')}
            >
              <Stack gap="xs" mt="xs">
                <Radio value="office" label="The institution’s office for medical education alone" />
                <Radio value="office-and-director" label={`That office, and the director of ${program.programName}`} />
              </Stack>
            </Radio.Group>
          ) : null}
          <Alert variant="light" icon={<IconEye aria-hidden />} title="Who reads this">
            {chosen === 'office'
              ? 'The institution’s office for medical education (DIO), and nobody else in Gradus.'
              : `The institution’s office for medical education (DIO) and the director of ${program?.programName ?? 'the program'}, and nobody else in Gradus.`}{' '}
            Kept with it: what you write, the topic, the program you choose, and the week. Not kept: your name, your
            account, your address on the network, the day or the hour. What you write may still tell who you are; leave
            out what would.
          </Alert>
          <ErrorNotice error={send.error} shown={['words']} />
          <Textarea
            label="What is wrong"
            required
            autosize
            minRows={5}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            error={fieldError(send.error, 'words')}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={send.isPending}>
              Send without my name
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
