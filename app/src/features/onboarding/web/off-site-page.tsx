import { Button, Checkbox, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconBell, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction, useRoute } from '../../../ui/api.ts'
import { dayNumber } from '../../../ui/day-number.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { ButtonLink, TextLink, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { deskStays, remindOfStays, type StayView } from '../../off-site/contract.ts'
import { matchesText } from './matches-text.ts'
import { StayDialog } from './stay-dialog.tsx'
import { StaysTable } from './stays-table.tsx'
import { progressOf } from './words.ts'

const soonDays = 28

const keyOf = ({ appointmentId, rotationId, startOn }: StayView): string => `${appointmentId} ${rotationId} ${startOn}`

/** Something to be done within four weeks, or something that is not as it was. */
function isDue(stay: StayView, today: string): boolean {
  if (stay.state !== 'planned') return true
  const { next } = progressOf(stay.steps)
  if (next !== undefined && dayNumber(next.dueOn) - dayNumber(today) <= soonDays) return true
  return stay.agreement.state === 'missing' || stay.agreement.state === 'ends-before'
}

function answerOf(stays: readonly StayView[], today: string): string {
  if (stays.length === 0) return 'Nobody goes to another site, as far as the schedule is published.'
  const due = stays.filter((stay) => isDue(stay, today)).length
  const whole = stays.length === 1 ? '1 stay' : `${stays.length} stays`
  return due === 0
    ? `Nothing is due in the next four weeks for ${whole} at other sites.`
    : `${due} of ${whole} at other sites ${due === 1 ? 'needs' : 'need'} something in the next four weeks.`
}

/** Time at other sites: what has to be arranged, by when, and how far it is. */
export function OffSitePage() {
  const { programId } = useScope()
  const query = useRoute(deskStays, { query: { programId } })
  const [shown, setShown] = useState('due')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [openKey, setOpenKey] = useState<string | null>(null)
  const remind = useAction(remindOfStays, {
    onDone: ({ reminded }) => {
      notifications.show({ message: reminded === 1 ? '1 person is reminded.' : `${reminded} people are reminded.` })
      setChosen(new Set())
    },
  })
  return (
    <Page
      title="Other sites"
      wide
      answer={query.data === undefined ? undefined : answerOf(query.data.stays, query.data.today)}
      actions={
        <>
          <TextLink to="/checklists">Checklists</TextLink>
          <ButtonLink to="/checklists/templates" variant="default">
            What is on the lists
          </ButtonLink>
        </>
      }
    >
      <Loaded query={query} shape="table">
        {({ stays, today, owners }) => {
          const due = stays.filter((stay) => isDue(stay, today))
          const rows = (shown === 'due' ? due : stays).filter((stay) =>
            matchesText(text, `${stay.personName} ${stay.rotationName} ${stay.siteName} ${stay.programName}`),
          )
          const open = stays.find((stay) => keyOf(stay) === openKey)
          if (stays.length === 0)
            return (
              <EmptyState title="Nobody goes elsewhere">
                Once a schedule with a rotation at another site is published, it stands here with what has to be
                arranged, until its last day.
              </EmptyState>
            )
          return (
            <>
              <Group gap="sm">
                <SegmentedControl
                  aria-label="Which stays"
                  value={shown}
                  onChange={setShown}
                  data={[
                    { value: 'due', label: `Next four weeks, ${due.length}` },
                    { value: 'all', label: `All ${stays.length}` },
                  ]}
                />
                <TextInput
                  aria-label="Search person, rotation or site"
                  placeholder="Person, rotation or site"
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                />
                <Button
                  leftSection={<IconBell size={18} aria-hidden />}
                  variant="default"
                  disabled={chosen.size === 0}
                  loading={remind.isPending}
                  onClick={() => remind.mutate({ body: { personIds: [...chosen] } })}
                >
                  {chosen.size === 0 ? 'Remind' : `Remind ${chosen.size}`}
                </Button>
              </Group>
              <ErrorNotice error={remind.error} />
              <StaysTable
                stays={rows}
                empty={
                  <Text>
                    {text === '' ? 'Nothing is due in the next four weeks.' : 'Nothing here answers to this.'}
                  </Text>
                }
                onOpen={(stay) => setOpenKey(keyOf(stay))}
                choose={(stay) => (
                  <Checkbox
                    aria-label={`Choose ${stay.personName}, ${stay.rotationName}`}
                    checked={chosen.has(stay.personId)}
                    onChange={(event) => {
                      const next = new Set(chosen)
                      if (event.currentTarget.checked) next.add(stay.personId)
                      else next.delete(stay.personId)
                      setChosen(next)
                    }}
                  />
                )}
              />
              {open === undefined ? null : (
                <StayDialog
                  key={`${keyOf(open)} ${open.version}`}
                  stay={open}
                  owners={owners.filter((owner) => owner.programId === open.programId)}
                  onClose={() => setOpenKey(null)}
                />
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
