import { Text } from '@mantine/core'
import { IconPlaneDeparture } from '@tabler/icons-react'
import type { RouteAnswer } from '../../../../contract/route.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, usePathParams } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import { Status } from '../../../../ui/status.tsx'
import { getProgress } from '../contract.ts'
import { progressAnswer, worstFirst } from './progress-words.ts'
import { RequirementItem } from './requirement-item.tsx'
import classes from './progress-page.module.css'

export function MyProgressPage() {
  const { personId } = useActor()
  return <Progress personId={personId} mine />
}

export function ProgressPage() {
  const { personId = '' } = usePathParams()
  const actor = useActor()
  return <Progress personId={personId} mine={personId === actor.personId} />
}

function Progress({ personId, mine }: { readonly personId: string; readonly mine: boolean }) {
  const query = useRoute(getProgress, { params: { personId } })
  const all = query.data?.appointments.flatMap((appointment) => appointment.requirements) ?? []
  return (
    <Page
      title={mine ? 'Am I on track?' : `Progress of ${query.data?.personName ?? '…'}`}
      answer={query.data === undefined ? undefined : progressAnswer(all, mine ? null : query.data.personName)}
      actions={
        <ButtonLink
          to={`/people/${personId}/what-if`}
          variant="default"
          leftSection={<IconPlaneDeparture size={18} aria-hidden />}
        >
          {mine ? 'What if I am away?' : 'What if away?'}
        </ButtonLink>
      }
    >
      <Loaded query={query} shape="cards">
        {(progress) =>
          progress.appointments.length === 0 ? (
            <EmptyState title="No appointment">
              Requirements are measured once there is an appointment to a program.
            </EmptyState>
          ) : (
            progress.appointments.map((appointment) => (
              <AppointmentProgress key={appointment.appointmentId} appointment={appointment} asOf={progress.asOf} />
            ))
          )
        }
      </Loaded>
    </Page>
  )
}

type Appointment = RouteAnswer<typeof getProgress>['appointments'][number]

function AppointmentProgress({ appointment, asOf }: { readonly appointment: Appointment; readonly asOf: string }) {
  return (
    <Section title={appointment.programName} aside={<Status kind={appointment.status} />}>
      <Text size="sm" className="quiet" mb="sm">
        {appointment.level}, {rangeWords(appointment.startOn, appointment.endOn)}. Judged on {dayWords(asOf)} by the
        curriculum of version {appointment.curriculumVersion}.
      </Text>
      {appointment.requirements.length === 0 ? (
        <Text>This curriculum names no requirement that can be measured from the schedule.</Text>
      ) : (
        <ul className={classes.list}>
          {worstFirst(appointment.requirements).map((result) => (
            <RequirementItem key={result.requirementId} result={result} />
          ))}
        </ul>
      )}
      {appointment.notMeasured.length === 0 ? null : (
        <details className={classes.unmeasured}>
          <summary>{appointment.notMeasured.length} further requirements are not measured here yet</summary>
          <ul>
            {appointment.notMeasured.map((requirement) => (
              <li key={requirement.title}>
                {requirement.title} <span className="quiet">({requirement.kind})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  )
}
