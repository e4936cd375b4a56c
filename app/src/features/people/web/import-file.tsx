import { Button, FileButton, Stack, Text } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import { fieldNames, maxImportBytes } from '../transfer/contract.ts'
import classes from './import-page.module.css'

const megabytes = maxImportBytes / 1024 / 1024
const exampleFields = [
  'staffNumber',
  'givenName',
  'familyName',
  'email',
  'role',
  'program',
  'entryLevel',
  'startOn',
  'endOn',
] as const

/** Takes one file, by the button or by dropping it; its size is looked at before it is read. */
export function ImportFile(props: {
  readonly onChoose: (chosen: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }) => void
}) {
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (file: File | null | undefined) => {
    if (file === null || file === undefined) return
    if (file.size > maxImportBytes) {
      setRefused(`${file.name} is larger than ${megabytes} MB. Split it into parts.`)
      return
    }
    setRefused(null)
    props.onChoose({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <Stack gap="md">
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden />
        <Text>Drop a CSV or Excel file (.xlsx) here, or</Text>
        <FileButton onChange={(file) => void take(file)} accept=".csv,.txt,.xlsx">
          {(button) => (
            <Button {...button} leftSection={<IconUpload size={18} aria-hidden />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        {refused === null ? null : (
          <Text role="alert" className={classes.refused}>
            {refused}
          </Text>
        )}
      </div>
      <Text size="sm">
        One row for each appointment or role, with a header. Columns such as{' '}
        {exampleFields.map((field) => fieldNames[field]).join(', ')} are recognised; others can be matched in the next
        step. People are known again by staff number, else by e-mail, so the same file can be imported twice without
        doubles. Nothing is stored before you have seen every row.
      </Text>
    </Stack>
  )
}
