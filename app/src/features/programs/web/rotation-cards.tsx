import { Code } from '../../../ui/code.tsx'
import type { ProgramAnswer } from './program-page.tsx'
import { NotVerified } from './verified.tsx'
import classes from './program-page.module.css'

type Rotation = ProgramAnswer['definition']['rotations'][number]
type Phrase = ProgramAnswer['phrases']['rotations'][number]

const settingWords = { outpatient: 'outpatient', hospital: 'hospital', either: 'outpatient or hospital' } as const
const callWords: Record<NonNullable<Rotation['call']>['kind'], string> = {
  none: 'no call',
  varies: 'call varies',
  evening: 'evening call',
  night: 'night call',
  weekend: 'weekend call',
  home: 'home call',
  'week-blocks': 'call in week blocks',
}

function lines(
  rotation: Rotation,
  phrase: Phrase,
): {
  label: string
  value: string
  marks?: Rotation['capacity'] | Rotation['run'] | Rotation['call'] | Rotation['prerequisites']
}[] {
  const { call } = rotation
  return [
    {
      label: 'Where',
      value: [phrase.roomName, phrase.siteName, rotation.setting === undefined ? null : settingWords[rotation.setting]]
        .filter((part) => part !== null)
        .join(', '),
    },
    ...(phrase.capacity === null ? [] : [{ label: 'Capacity', value: phrase.capacity, marks: rotation.capacity }]),
    ...(phrase.run === null ? [] : [{ label: 'Length of a stay', value: phrase.run, marks: rotation.run }]),
    ...(rotation.levels === undefined ? [] : [{ label: 'Open to', value: rotation.levels.join(', ') }]),
    ...(call === undefined ? [] : [{ label: 'Call', value: call.note ?? callWords[call.kind], marks: call }]),
    ...(phrase.prerequisites.length === 0
      ? []
      : [{ label: 'After', value: phrase.prerequisites.join('; '), marks: rotation.prerequisites }]),
    ...(rotation.independentCall === true
      ? [{ label: 'Supervision', value: 'works without a supervisor present' }]
      : []),
  ]
}

/** One card per rotation: its code as the grid shows it, and what the schedule has to keep. */
export function RotationCards({ program }: { readonly program: ProgramAnswer }) {
  const phrases = new Map(program.phrases.rotations.map((phrase) => [phrase.id, phrase]))
  return (
    <ul className={classes.cards}>
      {program.definition.rotations.map((rotation) => {
        const phrase = phrases.get(rotation.id)
        if (phrase === undefined) return null
        return (
          <li key={rotation.id} className={classes.card}>
            <h3 className={classes.cardTitle}>
              <Code tint={phrase.tint}>{rotation.code}</Code> <span>{phrase.name}</span>
              {phrase.offSite ? <span className={classes.offSite}>off site</span> : null}
            </h3>
            <NotVerified fact={rotation} />
            <dl className={classes.cardFacts}>
              {lines(rotation, phrase).map((line) => (
                <div key={line.label}>
                  <dt>{line.label}</dt>
                  <dd>
                    {line.value} <NotVerified fact={line.marks} />
                  </dd>
                </div>
              ))}
            </dl>
            <Goals rotation={rotation} />
          </li>
        )
      })}
    </ul>
  )
}

function Goals({ rotation }: { readonly rotation: Rotation }) {
  const goals = [...(rotation.goals ?? []), ...(rotation.objectives ?? []).map(({ text }) => text)]
  if (goals.length === 0 && rotation.topics === undefined) return null
  return (
    <details className={classes.goals}>
      <summary>Goals and topics</summary>
      <ul>
        {goals.map((goal) => (
          <li key={goal}>{goal}</li>
        ))}
        {rotation.topics === undefined ? null : <li>Topics: {rotation.topics.join(', ')}</li>}
      </ul>
    </details>
  )
}
