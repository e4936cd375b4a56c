import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDeviceMobilePlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { RouteAnswer } from '../../../contract/route.ts'
import { useAction } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { addDevice, getChoices, removeDevice } from '../contract.ts'
import classes from './choices-page.module.css'
import { endpointHere, pushAbility, subscribeHere, unsubscribeHere } from './push-device.ts'

type View = RouteAnswer<typeof getChoices>

/** The browsers that show a person's messages; this one can be added. */
export function Devices({ view }: { readonly view: View }) {
  const [here, setHere] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    void endpointHere().then(setHere)
  }, [])
  const add = useAction(addDevice, { refresh: [getChoices] })
  const remove = useAction(removeDevice, { refresh: [getChoices] })
  const { publicKey } = view.push
  if (publicKey === null) return <Text>Messages on a phone or computer are turned off on this server.</Text>
  const isHere = view.devices.some(({ endpoint }) => endpoint === here)
  const subscribe = async (): Promise<void> => {
    setRefusal(null)
    setAsking(true)
    try {
      const body = await subscribeHere(publicKey)
      setHere(body.endpoint)
      add.mutate({ body })
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : 'The browser refused.')
    } finally {
      setAsking(false)
    }
  }
  return (
    <Stack gap="sm">
      {view.devices.length === 0 ? <Text className="quiet">No device shows your messages yet.</Text> : null}
      {view.devices.length === 0 ? null : (
        <ul className={classes.devices}>
          {view.devices.map(({ id, device, endpoint, createdAt }) => (
            <li key={id}>
              <div>
                <Text fw={600}>
                  {device}
                  {endpoint === here ? ' (this one)' : ''}
                </Text>
                <Text size="sm" className="quiet">
                  Since {instantWords(createdAt)}
                </Text>
              </div>
              <Button
                variant="default"
                aria-label={`Remove ${device}`}
                loading={remove.isPending}
                onClick={() => {
                  void unsubscribeHere(endpoint)
                  remove.mutate({ params: { deviceId: id } })
                }}
              >
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ErrorNotice error={add.error ?? remove.error} />
      {refusal === null ? null : (
        <Text role="alert" className={classes.refusal}>
          {refusal}
        </Text>
      )}
      {isHere ? null : <AddHere isBusy={isAsking || add.isPending} onAdd={() => void subscribe()} />}
    </Stack>
  )
}

function AddHere({ isBusy, onAdd }: { readonly isBusy: boolean; readonly onAdd: () => void }) {
  const ability = pushAbility()
  if (ability === 'unable')
    return (
      <Text size="sm" className="quiet">
        This browser cannot show messages here. On an iPhone or iPad, first add Gradus to the home screen.
      </Text>
    )
  if (ability === 'denied')
    return (
      <Text size="sm" className="quiet">
        This browser was told not to show messages of this site. Change that in its settings, then come back.
      </Text>
    )
  return (
    <Group gap="sm">
      <Button
        size="md"
        variant="default"
        leftSection={<IconDeviceMobilePlus size={18} aria-hidden />}
        loading={isBusy}
        onClick={onAdd}
      >
        Use this device
      </Button>
      <Text size="sm" className="quiet">
        Only on a device of your own: messages appear there without signing in.
      </Text>
    </Group>
  )
}
