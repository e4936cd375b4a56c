import { Loader, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useRoute } from '../../../../../ui/api.ts'
import { dayWords } from '../../../../../ui/date-words.ts'
import { ErrorNotice } from '../../../../../ui/notices.tsx'
import { whyCall } from '../../schedules-contract.ts'
import classes from '../call.module.css'
import type { Placed } from './days.ts'
import type { Cell } from './people-grid.tsx'

/** "Why me?", and "why not?" for any shift of the day. */
export function WhyDialog(props: {
  readonly scheduleId: string
  readonly cell: Cell
  readonly name: string
  readonly shifts: readonly Placed[]
  readonly onClose: () => void
}) {
  const { cell } = props
  const [instead, setInstead] = useState('')
  const query = useRoute(whyCall, {
    params: { scheduleId: props.scheduleId },
    query: {
      personId: cell.personId,
      onDay: cell.on,
      ...(instead === '' ? {} : instead === 'off' ? { instead: 'off' as const } : { shiftId: instead }),
    },
  })
  const why = query.data
  return (
    <Modal opened onClose={props.onClose} title={`${props.name}, ${dayWords(cell.on)}`} size="lg">
      <Stack gap="md">
        <NativeSelect
          label="Ask"
          value={instead}
          onChange={(event) => setInstead(event.currentTarget.value)}
          data={[
            { value: '', label: 'Why as it is?' },
            { value: 'off', label: 'Why not off?' },
            ...props.shifts.map(({ shift }) => ({ value: shift.id, label: `Why not ${shift.name}?` })),
          ]}
        />
        <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
        {query.isFetching ? (
          <Text>
            <Loader size={16} /> Trying the days around it anew …
          </Text>
        ) : null}
        {why === undefined || query.isFetching ? null : (
          <>
            <Text fw={600}>{why.sentence}</Text>
            {why.reasons.length === 0 ? null : (
              <div>
                <Text>What speaks against anything else:</Text>
                <ul>
                  {why.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              </div>
            )}
            {why.others.map((other) => (
              <details key={other.sentence} className={classes.more}>
                <summary>{other.sentence}</summary>
                <ul>
                  {[...other.broken, ...other.changes].map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </details>
            ))}
          </>
        )}
      </Stack>
    </Modal>
  )
}
