import type { RouteAnswer } from '../../../contract/route.ts'
import { useActor } from '../../../ui/actor.tsx'
import { instantWords, rangeWords } from '../../../ui/date-words.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { Section } from '../../../ui/page.tsx'
import type { getHome } from '../contract.ts'
import { overseeHours, readHourSummary } from '../../work-hours/policy.ts'
import classes from './home.module.css'

type Home = NonNullable<RouteAnswer<typeof getHome>['desk']>

/** The desk: what the schedule needs, who is away, what lapses, who cannot sign in; each with the place to act. */
export function DeskHome({ home }: { readonly home: Home }) {
  const { may } = useActor()
  const { drafts, leavesComing, agreementsDue, withoutAccount, withoutAccountCount } = home
  return (
    <div className={classes.columns}>
      {drafts === null ? null : (
        <Section title="Drafts" aside={<TextLink to="/schedule/scenarios">All drafts</TextLink>}>
          {drafts.length === 0 ? (
            <p className="quiet">No draft is open.</p>
          ) : (
            <ul className={classes.list}>
              {drafts.map((draft) => (
                <li key={draft.scenarioId} className={classes.row}>
                  <TextLink to={`/schedule/scenarios/${draft.scenarioId}`}>{draft.name}</TextLink>
                  <span className="quiet">
                    {draft.yearLabel}, since {instantWords(draft.createdAt)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {leavesComing === null ? null : (
        <Section title="Away in the next four weeks">
          {leavesComing.length === 0 ? (
            <p className="quiet">Nobody.</p>
          ) : (
            <ul className={classes.list}>
              {leavesComing.map((leave) => (
                <li key={`${leave.personId} ${leave.startOn}`} className={classes.row}>
                  <TextLink to={`/people/${leave.personId}`}>{leave.personName}</TextLink>
                  <span>
                    {leave.kind}, {rangeWords(leave.startOn, leave.endOn)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Section>
      )}
      {!may(overseeHours) && may(readHourSummary) ? (
        <Section title="Work hours">
          <TextLink to="/hours">By rotation, and who has not confirmed</TextLink>
        </Section>
      ) : null}
      {agreementsDue.length === 0 ? null : (
        <Section title="Agreements with other sites">
          <ul className={classes.list}>
            {agreementsDue.map((agreement) => (
              <li key={`${agreement.programId} ${agreement.siteName}`} className={classes.row}>
                <span>{agreement.sentence}</span>
                <TextLink to={`/curriculum/${agreement.programId}`}>Open the program</TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {withoutAccountCount === 0 ? null : (
        <Section
          title="Cannot sign in yet"
          aside={<TextLink to="/people?account=none">All {withoutAccountCount}</TextLink>}
        >
          <ul className={classes.list}>
            {withoutAccount.map((person) => (
              <li key={person.personId} className={classes.row}>
                <TextLink to={`/people/${person.personId}`}>{person.personName}</TextLink>
                <span className="quiet">make a one-time link</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
