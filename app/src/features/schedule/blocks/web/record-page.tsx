import { Button, Menu } from '@mantine/core'
import { IconCalendarCog, IconDownload, IconHistory } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { addressOf } from '../../../../contract/client.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { useRoute } from '../../../../ui/api.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, TextLink, usePageSearch, useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { RepairLink } from '../repair/web/repair-link.tsx'
import { AskPlace } from '../../ask/web/ask-place.tsx'
import { readScenarios } from '../../scenarios/policy.ts'
import { getGridZoom } from '../../scenarios/views-contract.ts'
import { exportSchedule, getRecord, listYears, type ScheduleView } from '../contract.ts'
import { exportRecord } from '../policy.ts'
import { AmendBoard } from './amend/amend-board.tsx'
import { ScheduleBoard } from './grid/schedule-board.tsx'

/** The first line of a grid: what the rules say about it. */
export function scheduleAnswer(view: ScheduleView): string {
  const count = (severity: string) => view.findings.filter((finding) => finding.severity === severity).length
  const [violations, warnings] = [count('violation'), count('warning')]
  const trainees = `${view.rows.length} ${view.rows.length === 1 ? 'trainee' : 'trainees'}`
  if (violations + warnings === 0) return `${trainees}; no rule is broken.`
  const words = (many: number, word: string) => `${many === 0 ? 'no' : many} ${word}${many === 1 ? '' : 's'}`
  return `${trainees}; ${words(violations, 'violation')}, ${words(warnings, 'warning')}.`
}

/** The year, or a draft, as a file or on the wall, for those who may. */
export function ExportMenu(props: {
  readonly startYear: number
  readonly scenarioId?: string
  /** A page made for printing. */
  readonly printAt?: string
}) {
  const actor = useActor()
  const { programId } = useScope()
  const mayExport = actor.may(exportRecord)
  if (!mayExport && props.printAt === undefined) return null
  const address = (format: 'xlsx' | 'csv') =>
    addressOf(exportSchedule, {
      params: { startYear: props.startYear },
      query: { format, programId, scenarioId: props.scenarioId },
    })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayExport ? (
          <>
            <Menu.Item component="a" href={address('xlsx')} download>
              Excel
            </Menu.Item>
            <Menu.Item component="a" href={address('csv')} download>
              CSV
            </Menu.Item>
          </>
        ) : null}
        {props.printAt === undefined ? null : (
          <Menu.Item component={Link} to={props.printAt}>
            For the wall (A3)
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

export function RecordPage() {
  const { startYear } = useScope()
  const years = useRoute(listYears, {}, { enabled: startYear === undefined })
  const year = startYear ?? years.data?.current
  if (year === undefined)
    return (
      <Page title="Schedule" wide>
        <Loaded query={years} shape="grid">
          {() => null}
        </Loaded>
      </Page>
    )
  return <RecordOfYear year={year} />
}

function RecordOfYear({ year }: { readonly year: number }) {
  const actor = useActor()
  const { programId } = useScope()
  const [search, change] = usePageSearch()
  // Asked for beside the view, so that the grid is drawn at the reader's zoom from the start.
  useRoute(getGridZoom, {})
  const query = useRoute(getRecord, { params: { startYear: String(year) }, query: { programId } }, { keepLast: true })
  const view = query.data
  const published = view !== undefined && view.version > 0
  const amending = search['amend'] === true && view?.abilities.amend === true
  return (
    <Page
      wide
      title={view === undefined ? 'Schedule' : `Schedule ${view.label}`}
      answer={view === undefined || !published ? undefined : scheduleAnswer(view)}
      actions={
        published ? (
          <>
            {view.abilities.amend && !amending ? (
              <Button
                variant="default"
                leftSection={<IconCalendarCog size={18} aria-hidden />}
                onClick={() => change({ amend: true })}
              >
                Amend
              </Button>
            ) : null}
            {view.abilities.amend ? <RepairLink startYear={year} programId={programId} /> : null}
            <ButtonLink to="/schedule/history" variant="default" leftSection={<IconHistory size={18} aria-hidden />}>
              History
            </ButtonLink>
            <ExportMenu startYear={year} printAt="/schedule/print" />
          </>
        ) : undefined
      }
    >
      <Loaded query={query} shape="grid">
        {(shown) =>
          shown.version === 0 ? (
            <EmptyState
              title={`No schedule is published for ${shown.label}`}
              action={
                actor.may(readScenarios) ? <TextLink to="/schedule/scenarios">Go to the drafts</TextLink> : undefined
              }
            >
              A schedule begins as a draft, is filled by hand or by the solver, and becomes the schedule of record when
              it is published.
            </EmptyState>
          ) : amending ? (
            <AmendBoard
              key={shown.startYear}
              view={shown}
              programId={programId}
              onClose={() => change({ amend: undefined })}
            />
          ) : (
            <AskPlace view={shown}>
              <ScheduleBoard view={shown} programId={programId} label={`Schedule ${shown.label}`} />
            </AskPlace>
          )
        }
      </Loaded>
    </Page>
  )
}
