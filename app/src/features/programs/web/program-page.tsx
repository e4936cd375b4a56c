import { Alert, Button, Group, Select } from '@mantine/core'
import { IconDownload, IconExternalLink, IconFileImport, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { addressOf } from '../../../contract/client.ts'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useRoute } from '../../../ui/api.ts'
import { dayWords, shortDay } from '../../../ui/date-words.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { usePageSearch, usePathParams } from '../../../ui/navigation.tsx'
import { Page, Section } from '../../../ui/page.tsx'
import { exportProgram, getProgram } from '../contract.ts'
import { editPrograms } from '../policy.ts'
import { FactList } from './fact-list.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { OpenDrafts } from './open-drafts.tsx'
import { RequirementTable } from './requirement-table.tsx'
import { RotationCards } from './rotation-cards.tsx'
import { StartDraft } from './start-draft.tsx'
import { VersionHistory } from './version-history.tsx'

export type ProgramAnswer = RouteAnswer<typeof getProgram>

function answerOf(program: ProgramAnswer): string {
  const trainees = `${program.traineesNow} ${program.traineesNow === 1 ? 'trainee' : 'trainees'} today`
  const asks = program.definition.requirements.length
  const length = program.length === program.calendar ? program.length : `${program.length}, ${program.calendar}`
  return `${length}: ${program.definition.rotations.length} rotations, ${asks} requirements, ${trainees}.`
}

export function ProgramPage() {
  const { programId = '' } = usePathParams()
  const [search, change] = usePageSearch()
  const versionId = typeof search['version'] === 'string' ? search['version'] : undefined
  const query = useRoute(getProgram, { params: { programId }, query: { versionId } }, { keepLast: true })
  const [importing, setImporting] = useState(false)
  // The version a draft is about to be started from.
  const [starting, setStarting] = useState<string | null>(null)
  const actor = useActor()
  const mayEdit = actor.may(editPrograms, { programIds: [programId] })
  const program = query.data
  return (
    <Page
      title={program?.definition.name ?? 'Program'}
      answer={program === undefined ? undefined : answerOf(program)}
      actions={
        program === undefined ? undefined : (
          <Group gap="xs">
            <Button
              component="a"
              variant="default"
              href={program.publicUrl}
              target="_blank"
              leftSection={<IconExternalLink size={18} aria-hidden />}
            >
              Public page
            </Button>
            <Button
              component="a"
              variant="default"
              href={addressOf(exportProgram, { params: { programId }, query: { versionId } })}
              download
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              Export
            </Button>
            {program.mayImport ? (
              <Button
                variant="default"
                leftSection={<IconFileImport size={18} aria-hidden />}
                onClick={() => setImporting(true)}
              >
                Import a version
              </Button>
            ) : null}
            {mayEdit ? (
              <Button leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setStarting(program.shown.id)}>
                Write a new version
              </Button>
            ) : null}
          </Group>
        )
      }
    >
      <Loaded query={query} shape="cards">
        {(loaded) => (
          <>
            {mayEdit ? <OpenDrafts programId={programId} /> : null}
            <VersionChoice program={loaded} onChoose={(id) => change({ version: id ?? undefined })} />
            <Section title="At a glance">
              <FactList program={loaded} />
            </Section>
            <Section title="Requirements">
              <RequirementTable program={loaded} />
            </Section>
            <Section title="Rotations">
              <RotationCards program={loaded} />
            </Section>
            <Section title="Versions">
              <VersionHistory
                program={loaded}
                onShow={(id) => change({ version: id })}
                onStart={mayEdit ? setStarting : null}
              />
            </Section>
          </>
        )}
      </Loaded>
      <ImportDialog opened={importing} onClose={() => setImporting(false)} />
      {program === undefined || starting === null ? null : (
        <StartDraft program={program} fromVersionId={starting} onClose={() => setStarting(null)} />
      )}
    </Page>
  )
}

/** Which version is read; only asked where there are several. */
function VersionChoice(props: { readonly program: ProgramAnswer; readonly onChoose: (id: string | null) => void }) {
  const { versions, shown } = props.program
  if (versions.length < 2) return null
  return (
    <Group gap="md" align="end">
      <Select
        label="Version"
        w={360}
        maw="100%"
        allowDeselect={false}
        value={shown.id}
        onChange={props.onChoose}
        data={versions.map((version) => ({
          value: version.id,
          label: `${version.label}, from ${shortDay(version.effectiveOn, true)}${version.revision > 1 ? `, revision ${version.revision}` : ''}`,
        }))}
      />
      {shown.inForce ? null : (
        <Alert color="accent" variant="light" py={8} role="status">
          {shown.superseded
            ? 'A later revision took the place of this one.'
            : `Not the version in force today. It holds for those who started from ${dayWords(shown.effectiveOn)} on.`}
        </Alert>
      )}
    </Group>
  )
}
