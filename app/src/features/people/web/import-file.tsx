import { Stack, Text } from '@mantine/core'
import { type ChosenFile, SpreadsheetDrop } from '../../../ui/file-drop.tsx'
import { fieldNames, maxImportBytes } from '../transfer/contract.ts'

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

export function ImportFile(props: { readonly onChoose: (chosen: ChosenFile) => void }) {
  return (
    <Stack gap="md">
      <SpreadsheetDrop maxBytes={maxImportBytes} onChoose={props.onChoose} />
      <Text size="sm">
        One row for each appointment or role, with a header. Columns such as{' '}
        {exampleFields.map((field) => fieldNames[field]).join(', ')} are recognised; others can be matched in the next
        step. People are known again by staff number, else by e-mail, so the same file can be imported twice without
        doubles. Nothing is stored before you have seen every row.
      </Text>
    </Stack>
  )
}
