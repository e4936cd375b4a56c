import { ActionIcon, Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconPrinter, IconSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Status } from '../../../../../ui/status.tsx'
import type { GridSettings, Zoom } from '../../../scenarios/views-contract.ts'
import { SavedViews } from '../../../scenarios/web/saved-views.tsx'
import type { FindingView, ScheduleView } from '../../contract.ts'
import { countWords, severities } from './findings-panel.tsx'
import { GridFilters } from './grid-filters.tsx'
import { Legend } from './legend.tsx'
import classes from './schedule-board.module.css'
import { isFar } from './zoom.ts'
import { ZoomControl } from './zoom-control.tsx'

/** What stands above the grid: who is shown, how much time, coverage, saved views, findings, print, legend. */
export function BoardTools(props: {
  readonly view: ScheduleView
  readonly programId: string | undefined
  readonly settings: GridSettings
  /** Other people, or all of a saved view. */
  readonly onNarrow: (settings: GridSettings) => void
  readonly onZoom: (zoom: Zoom) => void
  readonly onCoverage: (coverage: GridSettings['coverage']) => void
  /** Rows of the coverage strip that there was no room for. */
  readonly coverageLeft: number
  readonly isPhone: boolean
  readonly findings: readonly FindingView[]
  readonly areFindingsShown: boolean
  readonly onFindings: () => void
  /** Undefined where nothing can be printed. */
  readonly onPrint: (() => void) | undefined
  readonly keys: Parameters<typeof Legend>[0]['keys']
  readonly children: ReactNode
}) {
  const { view, settings, coverageLeft } = props
  const rotations = view.rotations.filter(
    ({ programId }) => props.programId === undefined || programId === props.programId,
  )
  return (
    <Group gap="xs" justify="space-between">
      <Group gap="xs">
        <TextInput
          aria-label="Show only trainees whose name contains"
          placeholder="Name"
          size="sm"
          w={130}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={settings.text}
          onChange={(event) => props.onNarrow({ ...settings, text: event.currentTarget.value })}
        />
        <GridFilters view={view} programId={props.programId} settings={settings} onChange={props.onNarrow} />
        {props.isPhone ? null : (
          <>
            <ZoomControl zoom={settings.zoom} onZoom={props.onZoom} />
            {isFar(settings.zoom) ? null : (
              <>
                <Text size="sm" aria-hidden ml="xs">
                  Coverage{coverageLeft === 0 ? '' : ` (${coverageLeft} more)`}
                </Text>
                <SegmentedControl
                  aria-label="Coverage strip"
                  size="xs"
                  value={settings.coverage}
                  onChange={props.onCoverage}
                  data={[
                    { value: 'trouble', label: 'Gaps' },
                    { value: 'all', label: 'All' },
                    { value: 'none', label: 'None' },
                  ]}
                />
              </>
            )}
          </>
        )}
      </Group>
      <Group gap="xs">
        {props.children}
        <SavedViews settings={settings} onChoose={props.onNarrow} />
        <Button
          variant="default"
          size="sm"
          aria-expanded={props.areFindingsShown}
          onClick={props.onFindings}
          className={classes.findingsButton ?? ''}
        >
          <FindingCounts findings={props.findings} />
        </Button>
        {props.onPrint === undefined ? null : (
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Print"
            title="Print what is shown"
            onClick={props.onPrint}
          >
            <IconPrinter size={18} aria-hidden />
          </ActionIcon>
        )}
        <Legend rotations={rotations} keys={props.keys} />
      </Group>
    </Group>
  )
}

function FindingCounts({ findings }: { readonly findings: readonly FindingView[] }) {
  const counts = severities
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
  if (counts.length === 0) return <Status kind="met">No findings</Status>
  return (
    <Group gap={6} wrap="nowrap">
      {counts.map(({ severity, count }) => (
        <Status key={severity} kind={severity}>
          {countWords(count, severity)}
        </Status>
      ))}
    </Group>
  )
}
