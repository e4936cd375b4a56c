import { Checkbox, Group, MultiSelect, NativeSelect, NumberInput, Text } from '@mantine/core'
import { ScrollFrame } from '../../../../ui/scroll-frame.tsx'
import { type CountedKind, countedKinds, type SheetChoice, type WorkbookView } from '../contract.ts'
import classes from './workbook.module.css'

type Sheet = WorkbookView['sheets'][number]

const countedWords: Record<CountedKind, string> = {
  months: 'One month each',
  blocks: 'Four weeks each (13 blocks)',
  'two-weeks': 'Two weeks each',
  weeks: 'One week each',
}
const asRead = 'as-read'

/** 0 is A, 26 is AA: as spreadsheets call their columns. */
export const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** How one sheet is laid out, with the top of the sheet to look at and a correction for each thing that was found. */
export function SheetLayout(props: {
  readonly sheet: Sheet
  readonly choice: SheetChoice
  readonly busy: boolean
  readonly onChange: (choice: SheetChoice) => void
}) {
  const { sheet, choice, onChange } = props
  const label = sheet.name === '' ? 'This file' : `Sheet “${sheet.name}”`
  const width = Math.max(1, ...sheet.top.map((row) => row.length))
  const firstColumn = choice.counted?.firstColumn ?? sheet.periods[0]?.column ?? 1
  const headerEnd = choice.counted?.headerEnd ?? sheet.headerEnd
  const count = (part: Partial<NonNullable<SheetChoice['counted']>>) =>
    onChange({ ...choice, counted: { kind: 'months', firstColumn, headerEnd, ...choice.counted, ...part } })
  const periodOf = new Set(sheet.periods.map(({ column }) => column))
  return (
    <div>
      <Checkbox
        label={`${label}: ${sheet.sentence}`}
        checked={sheet.included}
        disabled={props.busy}
        onChange={(event) => onChange({ ...choice, included: event.currentTarget.checked })}
      />
      {sheet.included ? (
        <>
          <ScrollFrame className={classes.frame} label={`The top of ${label}`}>
            <table className={classes.top}>
              <thead>
                <tr>
                  <th scope="col">Row</th>
                  {Array.from({ length: width }, (_, column) => (
                    <th key={column} scope="col">
                      {columnName(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {sheet.top.map((row, index) => (
                  <tr key={index} data-header={index <= sheet.headerEnd}>
                    <th scope="row">{index + 1}</th>
                    {Array.from({ length: width }, (_, column) => (
                      <td
                        key={column}
                        data-part={
                          sheet.nameColumns.includes(column) ? 'name' : periodOf.has(column) ? 'period' : undefined
                        }
                      >
                        {row[column]}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollFrame>
          <Group align="end" mt="xs">
            <MultiSelect
              label="Names stand in column"
              maxValues={2}
              data={Array.from({ length: width }, (_, column) => ({
                value: String(column),
                label: columnName(column),
              }))}
              value={sheet.nameColumns.map(String)}
              disabled={props.busy}
              onChange={(values) => {
                if (values.length > 0) onChange({ ...choice, nameColumns: values.map(Number) })
              }}
            />
            <NativeSelect
              label="Columns stand for"
              data={[
                { value: asRead, label: 'What the header says' },
                ...countedKinds.map((kind) => ({ value: kind, label: countedWords[kind] })),
              ]}
              value={choice.counted?.kind ?? asRead}
              disabled={props.busy}
              onChange={(event) => {
                const { value } = event.currentTarget
                const { counted: _counted, ...others } = choice
                if (value === asRead) onChange(others)
                else count({ kind: countedKinds.find((kind) => kind === value) ?? 'months' })
              }}
            />
            {choice.counted === undefined ? null : (
              <>
                <NativeSelect
                  label="First period in column"
                  data={Array.from({ length: width }, (_, column) => ({
                    value: String(column),
                    label: columnName(column),
                  }))}
                  value={String(firstColumn)}
                  disabled={props.busy}
                  onChange={(event) => count({ firstColumn: Number(event.currentTarget.value) })}
                />
                <NumberInput
                  label="Last row of the header"
                  min={1}
                  max={sheet.top.length}
                  value={headerEnd + 1}
                  disabled={props.busy}
                  onChange={(value) => {
                    if (typeof value === 'number') count({ headerEnd: Math.max(0, value - 1) })
                  }}
                />
              </>
            )}
          </Group>
        </>
      ) : (
        <Text size="sm" className="quiet" ml={36}>
          Left out.
        </Text>
      )}
    </div>
  )
}
