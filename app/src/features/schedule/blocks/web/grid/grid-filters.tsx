import { Button, NativeSelect, Popover, Stack, Switch } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import type { GridSettings } from '../../../scenarios/views-contract.ts'
import type { ScheduleView } from '../../contract.ts'
import type { RowFilter } from './rows.ts'

export const everything: GridSettings = {
  text: '',
  level: null,
  siteName: null,
  rotationKey: null,
  onlyFindings: false,
  zoom: 'year',
  coverage: 'trouble',
  folded: ['site'],
}

/** How many filters besides the name are set. */
export const countOf = ({ level, siteName, rotationKey, onlyFindings }: GridSettings): number =>
  [level, siteName, rotationKey].filter((each) => each !== null).length + (onlyFindings ? 1 : 0)

export const filterOf = (
  { text, level, siteName, rotationKey, onlyFindings }: GridSettings,
  programId: string | undefined,
  view: Pick<ScheduleView, 'findings'>,
): RowFilter => ({
  programId,
  text,
  level,
  siteName,
  rotationKey,
  personIds: onlyFindings ? new Set(view.findings.flatMap(({ personId }) => personId ?? [])) : undefined,
})

const sorted = (texts: Iterable<string | null>): string[] =>
  [...new Set(texts)].filter((text) => text !== null).sort(new Intl.Collator('en', { numeric: true }).compare)

/** Which trainees are shown, besides by name: level, site, rotation, or only those with findings. */
export function GridFilters(props: {
  readonly view: ScheduleView
  readonly programId: string | undefined
  readonly settings: GridSettings
  readonly onChange: (settings: GridSettings) => void
}) {
  const { view, settings, onChange } = props
  const ofProgram = <Item extends { programId: string }>(items: readonly Item[]) =>
    items.filter(({ programId }) => props.programId === undefined || programId === props.programId)
  const rotations = ofProgram(view.rotations)
  const count = countOf(settings)
  const select = (
    label: string,
    value: string | null,
    data: { value: string; label: string }[],
    key: 'level' | 'siteName' | 'rotationKey',
  ) => (
    <NativeSelect
      label={label}
      size="sm"
      data={[{ value: '', label: 'All' }, ...data]}
      value={value ?? ''}
      onChange={(event) => onChange({ ...settings, [key]: event.currentTarget.value || null })}
    />
  )
  const options = (texts: readonly string[]) => texts.map((text) => ({ value: text, label: text }))
  return (
    <Popover width={280} position="bottom-start" shadow="md" trapFocus withRoles={false}>
      <Popover.Target>
        <Button
          variant={count === 0 ? 'default' : 'light'}
          size="sm"
          leftSection={<IconFilter size={16} aria-hidden />}
        >
          {count === 0 ? 'Filter' : `Filter (${count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Filter">
        <Stack gap="xs">
          {select('Level', settings.level, options(sorted(ofProgram(view.rows).map(({ level }) => level))), 'level')}
          {select('Site', settings.siteName, options(sorted(rotations.map(({ siteName }) => siteName))), 'siteName')}
          {select(
            'Rotation',
            settings.rotationKey,
            rotations.map(({ key, code, name }) => ({ value: key, label: `${code} · ${name}` })),
            'rotationKey',
          )}
          <Switch
            label="Only with findings"
            checked={settings.onlyFindings}
            onChange={(event) => onChange({ ...settings, onlyFindings: event.currentTarget.checked })}
          />
          <Button
            variant="default"
            size="sm"
            disabled={count === 0}
            onClick={() =>
              onChange({ ...settings, level: null, siteName: null, rotationKey: null, onlyFindings: false })
            }
          >
            Show everybody
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
