import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { getPermit, getPersonHours, putPermit } from '../oversight-contract.ts'
import { readPermits } from '../policy.ts'
import { getWeek } from '../contract.ts'

const scopes = { none: 'none', internal: 'here only', any: 'here and elsewhere' } as const
type Scope = keyof typeof scopes
const scopeOf = (value: string | null): Scope | null => (value !== null && value in scopes ? (value as Scope) : null)
const visaOf = (value: string | null) => (value === 'J-1' || value === 'H-1B' ? value : null)

/** Whether one trainee may moonlight: told to that trainee, changed by who runs the program. */
export function Permit({ personId }: { readonly personId: string }) {
  const actor = useActor()
  const mayRead = actor.may(readPermits)
  const query = useRoute(getPermit, { params: { personId } }, { enabled: mayRead })
  if (!mayRead || query.error !== null) return null
  return (
    <Section title="Moonlighting">
      <Loaded query={query} shape="lines">
        {(permit) =>
          permit.mayEdit ? (
            <PermitForm key={permit.version} personId={personId} permit={permit} />
          ) : (
            <p>{permitWords(permit)}</p>
          )
        }
      </Loaded>
    </Section>
  )
}

type Known = RouteAnswer<typeof getPermit>

function permitWords({ visa, moonlighting, source }: Known): string {
  const said = source === '' ? '' : ` (${source})`
  if (moonlighting !== null) return `Your program allows you: ${scopes[moonlighting]}${said}.`
  if (visa !== null) return `Your visa is known as ${visa}${said}; what it allows holds.`
  return 'Nothing is noted for you alone: the policy of your program holds.'
}

function PermitForm({ personId, permit }: { readonly personId: string; readonly permit: Known }) {
  const [visa, setVisa] = useState(permit.visa)
  const [moonlighting, setMoonlighting] = useState(permit.moonlighting)
  const [source, setSource] = useState(permit.source)
  const save = useAction(putPermit, {
    refresh: [getPermit, getPersonHours, getWeek],
    onDone: () => notifications.show({ message: 'Saved. Moonlighting is judged by it from now on.' }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ params: { personId }, body: { expectedVersion: permit.version, visa, moonlighting, source } })
  }
  const isChanged = visa !== permit.visa || moonlighting !== permit.moonlighting || source !== permit.source
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ErrorNotice error={save.error} shown={['source']} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Select
            label="Visa"
            data={[{ value: '', label: 'none known' }, 'J-1', 'H-1B']}
            value={visa ?? ''}
            onChange={(value) => setVisa(visaOf(value))}
            allowDeselect={false}
          />
          <Select
            label="The program allows"
            data={[
              { value: '', label: 'what the visa and policy allow' },
              ...Object.entries(scopes).map(([value, label]) => ({ value, label })),
            ]}
            value={moonlighting ?? ''}
            onChange={(value) => setMoonlighting(scopeOf(value))}
            allowDeselect={false}
          />
          <TextInput
            label="Who says so"
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
            error={fieldError(save.error, 'source')}
          />
        </SimpleGrid>
        <p className="quiet">
          Nobody moonlights in the first postgraduate year, whatever stands here. Chiefs do not see this.
        </p>
        <Group>
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
