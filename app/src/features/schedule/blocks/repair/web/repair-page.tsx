import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconFirstAidKit } from '@tabler/icons-react'
import { useState } from 'react'
import type { RouteAnswer } from '../../../../../contract/route.ts'
import { useRoute } from '../../../../../ui/api.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { ButtonLink, useScope } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page, Section } from '../../../../../ui/page.tsx'
import { Status } from '../../../../../ui/status.tsx'
import { AnsweringLine } from '../../../ask/web/answering-line.tsx'
import { useAnswer } from '../../../ask/web/use-answer.ts'
import { listYears } from '../../contract.ts'
import { type DisturbanceView, listDisturbances, proposeRepairs, repairsAnswer } from '../contract.ts'
import { Repairs } from './repairs.tsx'

type Broken = RouteAnswer<typeof listDisturbances>

/** What a repair is asked for: who is away, or what is closed, and when. */
interface Trouble {
  readonly personId?: string
  readonly placeKey?: string
  readonly startOn: string
  readonly endOn: string
  readonly words: string
}

function answerOf({ disturbances, label }: Broken): string {
  const short = disturbances.filter((each) => each.short.length > 0).length
  if (disturbances.length === 0) return `Nothing in the published year ${label} counts on somebody who is away or gone.`
  const first =
    disturbances.length === 1
      ? 'The schedule counts on 1 absence'
      : `The schedule counts on ${disturbances.length} absences`
  return `${first}; ${short === 0 ? 'none leaves' : short === 1 ? '1 leaves' : `${short} leave`} too few somewhere.`
}

export function RepairPage() {
  const { startYear, programId } = useScope()
  const years = useRoute(listYears, {}, { enabled: startYear === undefined })
  const year = startYear ?? years.data?.current
  const query = useRoute(
    listDisturbances,
    { params: { startYear: String(year) }, query: { programId } },
    { enabled: year !== undefined },
  )
  return (
    <Page
      title="Repair the schedule"
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={
        <ButtonLink to="/schedule" variant="default">
          The schedule
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {(broken) => <Desk key={broken.label} year={year ?? 0} broken={broken} />}
      </Loaded>
    </Page>
  )
}

function Desk({ year, broken }: { readonly year: number; readonly broken: Broken }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const { answering, ask, stop } = useAnswer(repairsAnswer)
  const propose = (next: Trouble) => {
    setTrouble(next)
    const { personId, placeKey, startOn, endOn } = next
    void ask(proposeRepairs, {
      params: { startYear: String(year) },
      query: { personId, placeKey, startOn, endOn },
    })
  }
  return (
    <Stack gap="md">
      <Section title="What broke">
        {broken.disturbances.length === 0 ? (
          <EmptyState title="Nothing broke">
            Leaves of absence that are entered, and trainees who leave, appear here while the schedule still counts on
            them.
          </EmptyState>
        ) : (
          <Stack gap="sm">
            {broken.disturbances.map((each) => (
              <Disturbed
                key={`${each.personId} ${each.startOn}`}
                disturbance={each}
                onPropose={() =>
                  propose({
                    personId: each.personId,
                    startOn: each.startOn,
                    endOn: each.endOn,
                    words: each.sentence.replace(', but is scheduled then', ''),
                  })
                }
              />
            ))}
          </Stack>
        )}
      </Section>
      <Section title="Something else happened">
        <TroubleForm broken={broken} onPropose={propose} />
      </Section>
      {trouble === null ? null : (
        <Section title="Repairs">
          <Stack gap="sm">
            <Text size="sm" className="quiet">
              {trouble.words}
            </Text>
            <AnsweringLine answering={answering} onStop={stop} />
            {answering.state === 'answered' ? (
              <Repairs
                key={JSON.stringify(trouble)}
                startYear={year}
                reason={trouble.words}
                answer={answering.answer}
                onDone={() => {
                  stop()
                  setTrouble(null)
                }}
              />
            ) : null}
          </Stack>
        </Section>
      )}
    </Stack>
  )
}

function Disturbed(props: { readonly disturbance: DisturbanceView; readonly onPropose: () => void }) {
  const { disturbance } = props
  return (
    <Group justify="space-between" align="start" wrap="wrap">
      <div style={{ flex: '1 1 18rem' }}>
        <Text>{disturbance.sentence}</Text>
        {disturbance.short.length === 0 ? (
          <Status kind="met">Enough are left everywhere</Status>
        ) : (
          <Status kind="missed">Too few: {disturbance.short.join(', ')}</Status>
        )}
      </div>
      <Button
        leftSection={<IconFirstAidKit size={18} aria-hidden />}
        aria-label={`Propose repairs: ${disturbance.sentence}`}
        onClick={props.onPropose}
      >
        Propose repairs
      </Button>
    </Group>
  )
}

function TroubleForm(props: { readonly broken: Broken; readonly onPropose: (trouble: Trouble) => void }) {
  const { broken } = props
  const [kind, setKind] = useState<'person' | 'place'>('person')
  const [who, setWho] = useState<string | null>(null)
  const [startOn, setStartOn] = useState('')
  const [endOn, setEndOn] = useState('')
  const label =
    kind === 'person'
      ? broken.people.find(({ personId }) => personId === who)?.personName
      : broken.places.find(({ key }) => key === who)?.label
  const isComplete = label !== undefined && who !== null && startOn !== '' && endOn !== '' && startOn <= endOn
  const groups = (['room', 'rotation'] as const).map((each) => ({
    group: each === 'room' ? 'Rooms' : 'Rotations',
    items: broken.places
      .filter((place) => place.kind === each)
      .map((place) => ({ value: place.key, label: place.label })),
  }))
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="What happened"
        value={kind}
        onChange={(next) => {
          setKind(next === 'place' ? 'place' : 'person')
          setWho(null)
        }}
        data={[
          { value: 'person', label: 'Somebody is away' },
          { value: 'place', label: 'A place is closed' },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <Group align="end" gap="sm">
        <Select
          label={kind === 'person' ? 'Trainee' : 'Room or rotation'}
          searchable
          data={
            kind === 'person'
              ? broken.people.map(({ personId, personName }) => ({ value: personId, label: personName }))
              : groups
          }
          value={who}
          onChange={setWho}
          style={{ flex: '1 1 14rem' }}
        />
        <TextInput
          label="First day"
          type="date"
          min={broken.today}
          max={broken.endOn}
          value={startOn}
          onChange={(event) => setStartOn(event.currentTarget.value)}
        />
        <TextInput
          label="Last day"
          type="date"
          min={startOn === '' ? broken.today : startOn}
          max={broken.endOn}
          value={endOn}
          error={endOn !== '' && endOn < startOn ? 'Ends before it starts.' : undefined}
          onChange={(event) => setEndOn(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={!isComplete}
          onClick={() => {
            if (!isComplete) return
            const days = { startOn, endOn }
            props.onPropose(
              kind === 'person'
                ? { ...days, personId: who, words: `${label} is away.` }
                : { ...days, placeKey: who, words: `${label} is closed.` },
            )
          }}
        >
          Propose repairs
        </Button>
      </Group>
    </Stack>
  )
}
