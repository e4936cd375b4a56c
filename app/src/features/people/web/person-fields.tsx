import { SimpleGrid, TextInput } from '@mantine/core'
import { fieldError } from '../../../ui/notices.tsx'

export interface PersonDraft {
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly staffNumber: string
}
export const emptyPerson: PersonDraft = { givenName: '', familyName: '', email: '', staffNumber: '' }
export const personFieldNames = ['givenName', 'familyName', 'email', 'staffNumber'] as const

const labels = {
  givenName: 'Given name',
  familyName: 'Family name',
  email: 'E-mail',
  staffNumber: 'Staff number',
} as const
const hints = { email: 'May be left empty', staffNumber: "The institution's own number; may be left empty" }

/** The fields that say who somebody is. */
export function PersonInputs(props: {
  readonly value: PersonDraft
  readonly onChange: (value: PersonDraft) => void
  readonly error: Error | null
}) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {personFieldNames.map((field, index) => (
        <TextInput
          key={field}
          label={labels[field]}
          description={field === 'email' || field === 'staffNumber' ? hints[field] : undefined}
          type={field === 'email' ? 'email' : 'text'}
          required={field === 'givenName' || field === 'familyName'}
          value={props.value[field]}
          onChange={(event) => props.onChange({ ...props.value, [field]: event.currentTarget.value })}
          error={fieldError(props.error, field)}
          data-autofocus={index === 0 ? true : undefined}
        />
      ))}
    </SimpleGrid>
  )
}
