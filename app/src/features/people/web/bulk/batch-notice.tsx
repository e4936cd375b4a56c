import { Alert, Button, Group, List, Text } from '@mantine/core'
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react'
import { useAction } from '../../../../ui/api.ts'
import { TextLink } from '../../../../ui/navigation.tsx'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { getBatch, listBatches, takeBackBatch } from '../../bulk/contract.ts'
import { getDirectory, getPeople, getPerson } from '../../contract.ts'

/** What is out of date once many people were changed. */
export const refreshed = [getDirectory, getPeople, getPerson, listBatches, getBatch]

/** What was just done to many people, with the way back; afterwards what of it was taken back and what was left. */
export function BatchNotice(props: {
  readonly batchId: string
  readonly sentence: string
  readonly onClose: () => void
}) {
  const back = useAction(takeBackBatch, { refresh: refreshed })
  const { data } = back
  return (
    <>
      <ErrorNotice error={back.error} />
      <Alert
        role="status"
        color="accent"
        variant="light"
        icon={<IconCircleCheck aria-hidden />}
        withCloseButton
        closeButtonLabel="Close this message"
        onClose={props.onClose}
      >
        {data === undefined ? (
          <Group gap="sm">
            <Text size="sm">{props.sentence}</Text>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={16} aria-hidden />}
              loading={back.isPending}
              onClick={() => back.mutate({ params: { batchId: props.batchId }, body: {} })}
            >
              Take back
            </Button>
            <TextLink to={`/people/changes/${props.batchId}`}>What was changed</TextLink>
          </Group>
        ) : (
          <>
            <Text size="sm">
              {data.changed === 1 ? '1 person is' : `${data.changed} people are`} as before.
              {data.leftOut.length === 0 ? '' : ` ${data.leftOut.length} left as they are now:`}
            </Text>
            {data.leftOut.length === 0 ? null : (
              <List size="sm">
                {data.leftOut.map(({ personId, personName, sentence }) => (
                  <List.Item key={`${personId} ${sentence}`}>
                    <TextLink to={`/people/${personId}`}>{personName}</TextLink>: {sentence}
                  </List.Item>
                ))}
              </List>
            )}
          </>
        )}
      </Alert>
    </>
  )
}
