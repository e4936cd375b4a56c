import { Group, SegmentedControl, TextInput } from '@mantine/core'
import { usePageSearch } from '../../../ui/navigation.tsx'

export interface DaysAsked {
  readonly startOn?: string
  readonly endOn?: string
}

const iso = /^\d{4}-\d{2}-\d{2}$/

/** The days in the address; without any, the server takes the last four weeks. */
export function useDaysAsked(): DaysAsked {
  const [search] = usePageSearch()
  const read = (value: unknown) => (typeof value === 'string' && iso.test(value) ? value : undefined)
  const [startOn, endOn] = [read(search['from']), read(search['to'])]
  return { ...(startOn === undefined ? {} : { startOn }), ...(endOn === undefined ? {} : { endOn }) }
}

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)

/** The first of July at or before a day. */
const yearStart = (day: string): string => `${Number(day.slice(0, 4)) - (day.slice(5) < '07-01' ? 1 : 0)}-07-01`

/** Four weeks, a quarter, the academic year, or any days. */
export function PeriodPicker(props: { readonly startOn: string; readonly endOn: string; readonly today: string }) {
  const [, change] = usePageSearch()
  const { startOn, endOn, today } = props
  const choices = [
    { value: 'weeks', label: 'Four weeks', from: undefined },
    { value: 'quarter', label: '13 weeks', from: dayBefore(today, 90) },
    { value: 'year', label: 'This year', from: yearStart(today) },
  ]
  const chosen = choices.find(({ from }) => endOn === today && from === startOn)?.value
  const isUsual = endOn === today && Date.parse(today) - Date.parse(startOn) < 35 * 86_400_000
  return (
    <Group gap="sm" align="end">
      <SegmentedControl
        aria-label="Days shown"
        data={choices.map(({ value, label }) => ({ value, label }))}
        value={chosen ?? (isUsual ? 'weeks' : '')}
        onChange={(value) => {
          const from = choices.find((one) => one.value === value)?.from
          change({ from, to: from === undefined ? undefined : today })
        }}
      />
      <TextInput
        label="From"
        type="date"
        value={startOn}
        onChange={(event) => change({ from: event.currentTarget.value, to: endOn })}
      />
      <TextInput
        label="To"
        type="date"
        value={endOn}
        onChange={(event) => change({ from: startOn, to: event.currentTarget.value })}
      />
    </Group>
  )
}
