import { Button, Group, NativeSelect } from '@mantine/core'
import type { PoolPage } from './pools-page.tsx'

export type Programs = PoolPage['programs']

/** What a program is called; null is everybody. */
export const programNameOf =
  (page: PoolPage) =>
  (id: string | null): string =>
    id === null
      ? 'the whole institution'
      : (page.programs.find((program) => program.id === id)?.shortName ?? 'another program')

export function DayWithTake(props: {
  readonly day: { readonly name: string; readonly mayEdit: boolean }
  readonly dateTime: string
  readonly words: string
  readonly onTake: () => void
}) {
  const { name, mayEdit } = props.day
  return (
    <Group gap="xs" wrap="nowrap">
      <time dateTime={props.dateTime}>{props.words}</time>
      {mayEdit ? (
        <Button size="compact-sm" variant="subtle" aria-label={`Take ${name} away`} onClick={props.onTake}>
          Take away
        </Button>
      ) : null}
    </Group>
  )
}

export const ProgramSelect = (props: {
  readonly programs: Programs
  readonly value: string
  readonly onChange: (id: string) => void
}) => (
  <NativeSelect
    label="Program"
    value={props.value}
    data={props.programs.map(({ id, shortName }) => ({ value: id, label: shortName }))}
    onChange={(event) => props.onChange(event.currentTarget.value)}
  />
)
