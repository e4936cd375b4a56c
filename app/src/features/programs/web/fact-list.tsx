import { NotVerified } from './verified.tsx'
import type { ProgramAnswer } from './program-page.tsx'
import classes from './program-page.module.css'

interface Fact {
  readonly label: string
  readonly value: string
  readonly marks?: { verified?: boolean | undefined; reason?: string | undefined } | undefined
}

const accreditationWords = {
  accredited: 'Accredited',
  'not-accredited': 'Not accredited',
  applied: 'Applied for',
  'not-stated': 'Not stated',
}

function factsOf({ definition, phrases }: ProgramAnswer): Fact[] {
  const { accreditation, certificate, positions, levels, priorTraining, independentCall, combinableWith, callPolicy } =
    definition
  const facts: (Fact | null)[] = [
    { label: 'Length', value: phrases.length, marks: definition.length },
    { label: 'Calendar', value: phrases.calendar },
    {
      label: 'Levels',
      value: levels.map(({ id, name }) => (name === undefined || name === id ? id : `${id} (${name})`)).join(', '),
    },
    positions === undefined ? null : { label: 'Positions a year', value: String(positions.perYear), marks: positions },
    {
      label: 'Accreditation',
      value: [accreditationWords[accreditation.status], accreditation.body].filter(Boolean).join(', '),
      marks: accreditation,
    },
    certificate === undefined
      ? null
      : { label: 'Leads to', value: certificate.name ?? 'No certificate', marks: certificate },
    ...(priorTraining ?? []).map((prior) => ({ label: 'Before it', value: prior.title, marks: prior })),
    independentCall === undefined
      ? null
      : {
          label: 'Call without a supervisor',
          value: `after ${independentCall.afterMonths} months of training`,
          marks: independentCall,
        },
    callPolicy === undefined ? null : { label: 'Call', value: callPolicy.text, marks: callPolicy },
    combinableWith === undefined
      ? null
      : {
          label: 'Can be combined',
          value: combinableWith.programs === 'any' ? 'with any program' : `with ${combinableWith.programs.join(', ')}`,
          marks: combinableWith,
        },
    ...(definition.groups ?? []).map((group) => ({
      label: group.name,
      value: group.rotations
        .map((id) => phrases.rotations.find((rotation) => rotation.id === id)?.name ?? id)
        .join(', '),
      marks: group,
    })),
  ]
  return facts.filter((fact) => fact !== null)
}

export function FactList({ program }: { readonly program: ProgramAnswer }) {
  return (
    <dl className={classes.facts}>
      {factsOf(program).map((fact) => (
        <div key={`${fact.label} ${fact.value}`}>
          <dt>{fact.label}</dt>
          <dd>
            {fact.value} <NotVerified fact={fact.marks} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
