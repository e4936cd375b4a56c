import { Button, Group, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useActor } from '../../../ui/actor.tsx'
import { useAction, useRoute } from '../../../ui/api.ts'
import { Loaded } from '../../../ui/loaded.tsx'
import { usePageSearch, useScope } from '../../../ui/navigation.tsx'
import { EmptyState, ErrorNotice } from '../../../ui/notices.tsx'
import { Page } from '../../../ui/page.tsx'
import { getOverview, getSettings, putSettings } from '../oversight-contract.ts'
import { overseeHours } from '../policy.ts'
import type { HourSettings } from '../settings.ts'
import { ExceptionSettings } from './exception-settings.tsx'
import { PolicySettings } from './policy-settings.tsx'
import { UsualDaySettings } from './usual-day-settings.tsx'

/** How a program keeps hours: usual days, locks, policies and exceptions, each with who says so. */
export function SettingsPage() {
  const actor = useActor()
  const { programId } = useScope()
  const [, change] = usePageSearch()
  const own = actor.programs.filter(({ id }) => actor.may(overseeHours, { programIds: [id] }))
  const shown = own.find(({ id }) => id === programId) ?? own[0]
  const query = useRoute(getSettings, { params: { programId: shown?.id ?? '' } }, { enabled: shown !== undefined })
  return (
    <Page
      title="Settings of work hours"
      answer="Each choice names who made it. What nobody has verified says so, and only ever warns."
      actions={
        own.length < 2 ? undefined : (
          <Select
            aria-label="Program"
            data={own.map(({ id, name }) => ({ value: id, label: name }))}
            value={shown?.id ?? null}
            onChange={(value) => change({ program: value ?? undefined })}
            allowDeselect={false}
          />
        )
      }
    >
      {shown === undefined ? (
        <EmptyState title="No program of yours keeps hours here" />
      ) : (
        <Loaded query={query} shape="cards">
          {(view) => <SettingsForm key={`${view.programId} ${view.version}`} view={view} />}
        </Loaded>
      )}
    </Page>
  )
}

export interface SettingsPart {
  readonly settings: HourSettings
  readonly rotations: RouteAnswer<typeof getSettings>['rotations']
  readonly disabled: boolean
  readonly set: (some: Partial<HourSettings>) => void
}

function SettingsForm({ view }: { readonly view: RouteAnswer<typeof getSettings> }) {
  const [settings, setSettings] = useState(view.settings)
  const save = useAction(putSettings, {
    refresh: [getSettings, getOverview],
    onDone: () => notifications.show({ message: 'Saved. Hours are judged by it from now on.' }),
  })
  const part: SettingsPart = {
    settings,
    rotations: view.rotations,
    disabled: !view.mayEdit,
    set: (some) => setSettings((now) => ({ ...now, ...some })),
  }
  const changed = settings !== view.settings
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ params: { programId: view.programId }, body: { expectedVersion: view.version, settings } })
      }}
      noValidate
      style={{ display: 'grid', gap: '1rem' }}
    >
      <UsualDaySettings {...part} />
      <PolicySettings {...part} />
      <ExceptionSettings {...part} />
      <ErrorNotice error={save.error} />
      {view.mayEdit ? (
        <Group justify="flex-end">
          {changed ? (
            <Button variant="default" onClick={() => setSettings(view.settings)}>
              Undo
            </Button>
          ) : null}
          <Button type="submit" disabled={!changed} loading={save.isPending}>
            Save
          </Button>
        </Group>
      ) : null}
    </form>
  )
}
