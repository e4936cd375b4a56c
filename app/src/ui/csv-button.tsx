import { Button } from '@mantine/core'
import { IconFileTypeCsv } from '@tabler/icons-react'
import { csvText } from './csv-text.ts'

interface CsvFile {
  readonly fileName: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** Hands rows of the page to the browser as a file. */
export function saveCsv({ fileName, header, rows }: CsvFile): void {
  const address = URL.createObjectURL(new Blob([csvText([header, ...rows])], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}

/** Saves what a table shows; for tables whose rows are all in the page. */
export function CsvButton(props: CsvFile) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconFileTypeCsv size={16} aria-hidden />}
      onClick={() => saveCsv(props)}
    >
      CSV
    </Button>
  )
}
