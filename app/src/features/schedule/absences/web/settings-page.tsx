import { Select } from '@mantine/core'
import { useState } from 'react'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { getAbsencePolicy } from '../contract.ts'
import { editAbsencePolicy } from '../policy.ts'
import { SettingsForm } from './settings-form.tsx'

/** What a program decided about time away; one program at a time. */
export function AbsenceSettingsPage() {
  const { programs, may } = useActor()
  const scope = useScope()
  const mine = programs.filter(({ id }) => may(editAbsencePolicy, { programIds: [id] }))
  const [chosen, setChosen] = useState<string | null>(null)
  const programId = chosen ?? mine.find(({ id }) => id === scope.programId)?.id ?? mine[0]?.id
  const query = useRoute(
    getAbsencePolicy,
    { params: { programId: programId ?? '' } },
    { enabled: programId !== undefined },
  )
  const answer =
    query.data === undefined
      ? undefined
      : query.data.own
        ? `${query.data.programName} has its own rules.`
        : `${query.data.programName} has not written its own rules yet; these are usual figures that nobody confirmed.`
  return (
    <Page title="Rules for time away" answer={answer}>
      {programId === undefined ? (
        <EmptyState title="You run no program">The coordinator or director of a program sets its rules.</EmptyState>
      ) : (
        <>
          {mine.length > 1 ? (
            <Select
              label="Program"
              data={mine.map(({ id, name }) => ({ value: id, label: name }))}
              value={programId}
              onChange={setChosen}
              allowDeselect={false}
            />
          ) : null}
          <Loaded query={query} shape="cards">
            {(policy) => <SettingsForm key={`${programId} ${policy.version}`} programId={programId} policy={policy} />}
          </Loaded>
        </>
      )}
    </Page>
  )
}
