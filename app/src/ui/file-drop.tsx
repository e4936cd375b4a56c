import { Button, FileButton, Text } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { type DragEvent, useState } from 'react'
import classes from './file-drop.module.css'

export interface ChosenFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Takes one spreadsheet, by the button or by dropping it; its size is looked at before it is read. */
export function SpreadsheetDrop(props: {
  readonly maxBytes: number
  readonly busy?: boolean
  readonly onChoose: (chosen: ChosenFile) => void
}) {
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const take = async (file: File | null | undefined) => {
    if (file === null || file === undefined) return
    if (file.size > props.maxBytes) {
      setRefused(`${file.name} is larger than ${props.maxBytes / 1024 / 1024} MB. Split it into parts.`)
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
      <FileButton onChange={(file) => void take(file)} accept=".csv,.txt,.tsv,.xlsx">
        {(button) => (
          <Button {...button} loading={props.busy ?? false} leftSection={<IconUpload size={18} aria-hidden />}>
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
  )
}
