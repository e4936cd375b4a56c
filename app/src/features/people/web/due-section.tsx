import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { TextLink } from '../../../ui/navigation.tsx'
import { Section } from '../../../ui/page.tsx'
import { Status, type StatusKind } from '../../../ui/status.tsx'
import { personDocuments } from '../../documents/contract.ts'
import { readDocuments } from '../../documents/policy.ts'
import { type ListedItem, personChecklists } from '../../onboarding/contract.ts'
import { overseeChecklists } from '../../onboarding/policy.ts'
import { myAbsences } from '../../schedule/absences/contract.ts'
import { askAbsences } from '../../schedule/absences/policy.ts'
import { getProgress } from '../../schedule/blocks/contract.ts'
import { readPersonSchedule } from '../../schedule/blocks/policy.ts'
import { readHours } from '../../work-hours/policy.ts'
import type { PersonView } from '../contract.ts'
import classes from './person-page.module.css'

interface Line {
  readonly to: string
  readonly label: string
  readonly kind: StatusKind | null
  readonly words: string
}

const count = (amount: number, one: string, many: string): string => (amount === 1 ? `1 ${one}` : `${amount} ${many}`)

/** What waits for this person, each with the list where it is done. */
export function DueSection({ person }: { readonly person: PersonView }) {
  const actor = useActor()
  const target = {
    programIds: person.programs.flatMap(({ programId }) => programId ?? []),
    personId: person.id,
  }
  const params = { personId: person.id }
  const isOwn = person.id === actor.personId
  const base = isOwn ? '/me' : `/people/${person.id}`
  // What follows from schedules knows only appointments that count: not those that wait for an agreement.
  const training = {
    ...target,
    programIds: person.appointments.filter(({ active }) => active).map((row) => row.programId),
  }
  const isTrained = training.programIds.length > 0 && !person.archived
  const may = {
    documents: actor.may(readDocuments, target),
    progress: isTrained && actor.may(readPersonSchedule, training),
    requests: isTrained && actor.may(askAbsences, training),
    checklists: actor.may(overseeChecklists, target),
    hours: isTrained && actor.may(readHours, training),
  }
  const documents = useRoute(personDocuments, { params }, { enabled: may.documents }).data
  const progress = useRoute(getProgress, { params }, { enabled: may.progress }).data
  const requests = useRoute(myAbsences, { params }, { enabled: may.requests }).data
  const checklists = useRoute(personChecklists, { params }, { enabled: may.checklists }).data
  const lines: Line[] = [
    ...(documents === undefined
      ? []
      : [
          documentLine(
            base,
            documents.kinds.map(({ state }) => state),
          ),
        ]),
    ...(progress === undefined
      ? []
      : [
          progressLine(
            base,
            progress.appointments.flatMap(({ requirements }) => requirements.map(({ status }) => status)),
          ),
        ]),
    ...(requests === undefined
      ? []
      : [requestLine(base, requests.requests.filter(({ state }) => state === 'pending').length)]),
    ...(checklists === undefined
      ? []
      : [
          checklistLine(
            base,
            checklists.lists.flatMap(({ items }) => items),
          ),
        ]),
    ...(may.hours
      ? [{ to: isOwn ? '/me/hours' : `/hours/people/${person.id}`, label: 'Work hours', kind: null, words: '' }]
      : []),
  ]
  if (lines.length === 0) return null
  return (
    <Section title="What is due">
      <ul className={classes.due}>
        {lines.map(({ to, label, kind, words }) => (
          <li key={to}>
            <TextLink to={to}>{label}</TextLink>
            {kind === null ? <span className="quiet">{words}</span> : <Status kind={kind}>{words}</Status>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function documentLine(base: string, states: readonly string[]): Line {
  const due = states.filter((state) => state === 'expired' || state === 'missing' || state === 'expiring').length
  const unseen = states.filter((state) => state === 'unverified').length
  const late = states.some((state) => state === 'expired' || state === 'missing')
  const words = [
    ...(due === 0 ? [] : [`${due} missing or ending soon`]),
    ...(unseen === 0 ? [] : [`${unseen} to be seen`]),
  ].join(', ')
  return {
    to: `${base}/documents`,
    label: 'Documents',
    kind: late ? 'missed' : due > 0 ? 'at-risk' : unseen > 0 ? 'note' : 'met',
    words: words === '' ? 'In order' : words,
  }
}

function progressLine(base: string, found: readonly string[]): Line {
  const missed = found.filter((status) => status === 'missed').length
  const risk = found.filter((status) => status === 'at-risk').length
  const words = [
    ...(missed === 0 ? [] : [count(missed, 'requirement missed', 'requirements missed')]),
    ...(risk === 0 ? [] : [count(risk, 'requirement at risk', 'requirements at risk')]),
  ].join(', ')
  return {
    to: `${base}/progress`,
    label: 'Progress',
    kind: missed > 0 ? 'missed' : risk > 0 ? 'at-risk' : 'on-track',
    words: words === '' ? 'On track' : words,
  }
}

const requestLine = (base: string, pending: number): Line => ({
  to: `${base}/absences`,
  label: 'Time away',
  kind: pending > 0 ? 'note' : null,
  words:
    pending > 0 ? count(pending, 'request waits for an answer', 'requests wait for an answer') : 'No request waits',
})

function checklistLine(base: string, items: readonly ListedItem[]): Line {
  const late = items.filter(({ isLate }) => isLate).length
  const open = items.filter(({ status, isGone }) => status === 'open' && !isGone).length
  return {
    to: `${base}/checklists`,
    label: 'Checklists',
    kind: late > 0 ? 'at-risk' : open > 0 ? 'note' : null,
    words: late > 0 ? `${late} of ${open} open are late` : open > 0 ? `${open} open` : 'Nothing open',
  }
}
