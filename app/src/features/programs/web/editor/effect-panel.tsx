import { Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { TextLink } from '../../../../ui/navigation.tsx'
import { Status } from '../../../../ui/status.tsx'
import { type DraftEffect, getDraftEffect } from '../../drafts/contract.ts'
import classes from './editor.module.css'

const whoData = [
  { value: 'date', label: 'By its day' },
  { value: 'everyone', label: 'If everyone followed it' },
]

/** What the saved draft would mean for those in training, by the same rules that judge them today. */
export function EffectPanel({
  draftId,
  version,
  isWaiting,
}: {
  readonly draftId: string
  readonly version: number
  readonly isWaiting: boolean
}) {
  const [who, setWho] = useState<'date' | 'everyone'>('everyone')
  const [scenarioId, setScenarioId] = useState<string | null>(null)
  const query = useRoute(
    getDraftEffect,
    { params: { draftId }, query: { who, version: String(version), ...(scenarioId === null ? {} : { scenarioId }) } },
    { keepLast: true },
  )
  return (
    <Stack gap="sm">
      <SegmentedControl
        fullWidth
        aria-label="Who would follow the draft"
        data={whoData}
        value={who}
        onChange={(next) => setWho(next === 'date' ? 'date' : 'everyone')}
      />
      {(query.data?.scenarios.length ?? 0) === 0 ? null : (
        <Select
          label="Judged by"
          data={[
            { value: '', label: 'The schedule of record' },
            ...(query.data?.scenarios ?? []).map(({ id, name, yearLabel }) => ({
              value: id,
              label: `Draft “${name}”, ${yearLabel}`,
            })),
          ]}
          value={scenarioId ?? ''}
          allowDeselect={false}
          onChange={(next) => setScenarioId(next === '' ? null : next)}
        />
      )}
      {isWaiting || query.isPlaceholderData ? (
        <Text size="sm" className="quiet" role="status">
          Being worked out again …
        </Text>
      ) : null}
      <Loaded query={query} shape="lines">
        {({ effect, problemCount }) =>
          effect === null ? (
            <Text>{`Nothing can be said before ${problemCount === 1 ? 'the problem is' : `the ${problemCount} problems are`} put right.`}</Text>
          ) : (
            <Effect effect={effect} />
          )
        }
      </Loaded>
    </Stack>
  )
}

function Effect({ effect }: { readonly effect: DraftEffect }) {
  const concerned = effect.trainees.filter(({ changes, after }) => changes.length > 0 || after === null)
  return (
    <Stack gap="sm">
      <Text fw={600} role="status">
        {effect.sentence}
      </Text>
      {effect.groups.length === 0 ? null : (
        <ul className={classes.effects}>
          {effect.groups.map((group) => (
            <li key={group.sentence}>
              <Status kind={group.better ? 'met' : 'at-risk'}>{group.better ? 'Better' : 'Worse'}</Status>
              <span>{group.sentence}</span>
              <details>
                <summary>{group.names.length === 1 ? 'Who' : `Who are these ${group.names.length}`}</summary>
                {group.names.join(', ')}
              </details>
            </li>
          ))}
        </ul>
      )}
      <FollowTable follows={effect.follows} />
      {effect.findings.added.length + effect.findings.removedCount === 0 ? null : (
        <div>
          <Text fw={600} size="sm">
            {`The schedule: ${effect.findings.added.length} new ${effect.findings.added.length === 1 ? 'finding' : 'findings'}, ${effect.findings.removedCount} fewer`}
          </Text>
          <ul className={classes.effects}>
            {effect.findings.added.slice(0, 8).map((finding) => (
              <li key={finding.sentence}>
                <Status kind={finding.severity} />
                <span>{finding.sentence}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {concerned.length === 0 ? null : (
        <div>
          <Text fw={600} size="sm">
            Person by person
          </Text>
          {concerned.map((trainee) => (
            <details key={trainee.appointmentId} className={classes.person}>
              <summary>
                <span>{`${trainee.personName}${trainee.level === null ? '' : `, ${trainee.level}`}`}</span>
                <Group gap={6} component="span">
                  {trainee.before === null ? null : <Status kind={trainee.before} />}
                  <span aria-label="becomes">→</span>
                  {trainee.after === null ? <span>cannot be judged</span> : <Status kind={trainee.after} />}
                </Group>
              </summary>
              <ul>
                {trainee.changes.map((change) => (
                  <li key={change.title}>
                    <strong>{change.title}</strong>
                    {`: ${change.sentence}`}
                  </li>
                ))}
                {trainee.after === null ? <li>This version does not know the level they entered at.</li> : null}
              </ul>
              <TextLink to={`/people/${trainee.personId}/progress`}>Progress today</TextLink>
            </details>
          ))}
        </div>
      )}
    </Stack>
  )
}

/** Which version trainees follow, before and after. */
function FollowTable({ follows }: { readonly follows: DraftEffect['follows'] }) {
  if (follows.length === 0) return null
  return (
    <table className={classes.follows}>
      <caption>Who follows which version: those in training and those appointed</caption>
      <thead>
        <tr>
          <th scope="col">Version</th>
          <th scope="col">Today</th>
          <th scope="col">With the draft</th>
        </tr>
      </thead>
      <tbody>
        {follows.map((row) => (
          <tr key={`${row.label} ${row.isDraft}`}>
            <td>{row.isDraft ? `This draft: ${row.label}` : row.label}</td>
            <td>{row.before}</td>
            <td>{row.after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
