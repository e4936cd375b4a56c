import { useActor } from '../../../../ui/actor.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { askCall, makeCall } from '../policy.ts'
import classes from './call.module.css'

/** The pages about call beside each other. */
export function CallLinks({ here }: { readonly here: string }) {
  const actor = useActor()
  const links = [
    { to: '/call', label: 'On call now' },
    { to: '/call/schedules', label: 'Schedules' },
    { to: '/call/fairness', label: 'Fairness' },
    { to: '/call/pools', label: 'Pools' },
    ...(actor.may(makeCall) ? [{ to: '/call/reasons', label: 'Reasons' }] : []),
    ...(actor.may(askCall, { personId: actor.personId }) ? [{ to: '/call/wishes', label: 'My wishes' }] : []),
  ]
  return (
    <nav aria-label="Pages about call" className={classes.links}>
      {links.map(({ to, label }) =>
        to === here ? (
          <span key={to} aria-current="page">
            {label}
          </span>
        ) : (
          <TextLink key={to} to={to} activeOptions={{ exact: true }}>
            {label}
          </TextLink>
        ),
      )}
    </nav>
  )
}
