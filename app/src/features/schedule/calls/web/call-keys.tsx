import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { instantWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ErrorNotice, fieldError } from '../../../../ui/notices.tsx'
import { createCallKey, listCallKeys, type PoolNow, revokeCallKey } from '../now-contract.ts'
import classes from './call.module.css'

/** Addresses that show who is on call without signing in: given out by name, revoked at once. */
export function CallKeys({ pool, onClose }: { readonly pool: PoolNow; readonly onClose: () => void }) {
  const query = useRoute(listCallKeys, {})
  const [label, setLabel] = useState('')
  const create = useAction(createCallKey, { refresh: [listCallKeys], onDone: () => setLabel('') })
  const revoke = useAction(revokeCallKey, { refresh: [listCallKeys] })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ body: { poolId: pool.poolId, label } })
  }
  return (
    <Modal opened onClose={onClose} title={`Addresses of ${pool.name}`} size="lg">
      <Stack gap="md">
        <Text size="sm">
          Whoever has such an address sees who is on call in this pool, without signing in: for the telephone exchange,
          a paging system, or a calendar. Give each its own, so that one can be ended without the others.
        </Text>
        <ErrorNotice error={create.error ?? revoke.error} shown={['label']} />
        <form onSubmit={submit} noValidate>
          <Group align="end" wrap="nowrap">
            <TextInput
              label="For whom"
              placeholder="Telephone exchange"
              style={{ flex: 1 }}
              value={label}
              error={fieldError(create.error, 'label')}
              onChange={(event) => setLabel(event.currentTarget.value)}
            />
            <Button type="submit" loading={create.isPending}>
              Make an address
            </Button>
          </Group>
        </form>
        {create.data === undefined ? null : (
          <Stack gap="xs">
            <Text fw={600}>Copy it now: it is shown this once.</Text>
            <Address title="Calendar" address={create.data.calendarUrl} />
            <Address title="JSON" address={create.data.jsonUrl} />
          </Stack>
        )}
        <Loaded query={query}>
          {({ keys }) => {
            const own = keys.filter(({ poolId }) => poolId === pool.poolId)
            return own.length === 0 ? (
              <Text className="quiet">No address is given out.</Text>
            ) : (
              <ul className={classes.shifts}>
                {own.map((key) => (
                  <li key={key.id}>
                    <span>
                      {key.label}{' '}
                      <span className="quiet">
                        by {key.createdBy}, {instantWords(key.createdAt)}
                      </span>
                    </span>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Revoke the address for ${key.label}`}
                      onClick={() => revoke.mutate({ params: { keyId: key.id } })}
                    >
                      Revoke
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
      </Stack>
    </Modal>
  )
}

function Address({ title, address }: { readonly title: string; readonly address: string }) {
  return (
    <Group wrap="nowrap" align="start" gap="sm">
      <Text fw={600} w={80}>
        {title}
      </Text>
      <span className={classes.address}>{address}</span>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="compact-sm" variant="default" onClick={copy} aria-label={`Copy the ${title} address`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
