import type { RouteAnswer } from '../../../contract/route.ts'
import { Code } from '../../../ui/code.tsx'
import { dayWords, lengthWords, rangeWords, shortDay } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { Status, StatusBar } from '../../../ui/status.tsx'
import { spanWords } from '../../schedule/calls/web/call-words.ts'
import type { getHome } from '../contract.ts'
import classes from './home.module.css'

type Home = NonNullable<RouteAnswer<typeof getHome>['trainee']>
type Stint = NonNullable<Home['current']>

/** Thirty seconds on a phone: where am I today, what comes next, am I on track. */
export function TraineeHome({ home, today }: { readonly home: Home; readonly today: string }) {
  const { current, next, call, programs } = home
  return (
    <>
      <div className={classes.stints}>
        {current === null && next === null ? (
          <EmptyState title="No schedule is published for you yet">
            Your rotations appear here as soon as your program publishes its year.
          </EmptyState>
        ) : (
          <>
            <StintCard title="Today" stint={current} today={today} none="No rotation today" />
            <StintCard title="Next" stint={next} today={today} none="Nothing further is published" />
            {call === null ? null : <CallCard call={call} />}
          </>
        )}
      </div>
      {programs.map((program) => (
        <Section
          key={program.programId}
          title={`${program.programName}, ${program.level}`}
          aside={<Status kind={program.status} />}
        >
          <ProgramState program={program} />
        </Section>
      ))}
    </>
  )
}

function StintCard(props: {
  readonly title: string
  readonly stint: Stint | null
  readonly today: string
  readonly none: string
}) {
  const { title, stint, today } = props
  return (
    <section className={classes.stint} aria-label={title}>
      <h2 className={classes.stintTitle}>{title}</h2>
      {stint === null ? (
        <p className="quiet">{props.none}</p>
      ) : (
        <>
          <p className={classes.stintName}>
            <Code tint={stint.tint}>{stint.code}</Code> {stint.rotationName}
          </p>
          <p>
            {[stint.siteName, stint.offSite ? 'off site' : null].filter((part) => part !== null).join(', ')}
            {stint.siteName === null && !stint.offSite ? '' : ' · '}
            {stint.startOn <= today
              ? `until ${dayWords(stint.endOn)} (${lengthWords(today, stint.endOn)} left)`
              : rangeWords(stint.startOn, stint.endOn)}
          </p>
        </>
      )}
      <TextLink to="/me/schedule">My whole schedule</TextLink>
    </section>
  )
}

function CallCard({ call }: { readonly call: NonNullable<Home['call']> }) {
  const title = call.isOn ? 'On call now' : 'Next call'
  return (
    <section className={classes.stint} aria-label={title}>
      <h2 className={classes.stintTitle}>{title}</h2>
      <p className={classes.stintName}>
        <Code tint={call.tint}>{call.code}</Code> {call.shiftName}
      </p>
      <p>{spanWords(call, call.timeZone)}</p>
      <TextLink to="/me/calls">My calls</TextLink>
    </section>
  )
}

const counted = (program: Home['programs'][number]): string => {
  const { met, onTrack, atRisk, missed } = program.counts
  const all = met + onTrack + atRisk + missed
  const parts = [
    `${met} of ${all} requirements met`,
    onTrack === 0 ? '' : `${onTrack} on track`,
    atRisk === 0 ? '' : `${atRisk} at risk`,
    missed === 0 ? '' : `${missed} missed`,
  ]
  return `${parts.filter((part) => part !== '').join(', ')}.`
}

function ProgramState({ program }: { readonly program: Home['programs'][number] }) {
  return (
    <>
      <p className={classes.counted}>
        {counted(program)} <TextLink to="/me/progress">See the evidence</TextLink>
      </p>
      <ul className={classes.list}>
        {program.worst.map((requirement) => (
          <li key={requirement.title} className={classes.requirement}>
            <div className={classes.requirementHead}>
              <span>{requirement.title}</span>
              <Status kind={requirement.status} />
            </div>
            <StatusBar
              kind={requirement.status}
              label={`${requirement.title}: ${requirement.done} of ${requirement.needed} ${requirement.unit} done`}
              done={requirement.done}
              planned={requirement.planned}
              needed={requirement.needed}
            />
            <span className="quiet">
              {figure(requirement.done)} of {figure(requirement.needed)} {requirement.unit} done
              {requirement.planned > 0 ? `, ${figure(requirement.planned)} planned` : ''}, due{' '}
              {shortDay(requirement.dueOn, true)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

const figure = (value: number): string => String(Math.round(value * 10) / 10)
