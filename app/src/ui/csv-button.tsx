import { Button } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { csvText } from './csv-text.ts'

/** Saves what a table shows; for tables whose rows are all in the page. */
export function CsvButton(props: {
  readonly fileName: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([csvText([props.header, ...props.rows])], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = address
    link.download = props.fileName
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<IconFileTypeCsv size={16} aria-hidden />} onClick={save}>
      CSV
    </Button>
  )
}
