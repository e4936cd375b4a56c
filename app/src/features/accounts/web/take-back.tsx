import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { roleNames } from '../../../contract/roles.ts'
import { useActor } from '../../../ui/actor.tsx'
import { refreshAnswers, useAction } from '../../../ui/api.ts'
import { type GrantView, getSession, grantRole, listGrants, revokeRole } from '../contract.ts'
import { placeOf } from './role-list.ts'

/** Takes roles back, with an undo that gives the same role again. */
export function useTakeBack() {
  const client = useQueryClient()
  const { personId } = useActor()
  const give = useAction(grantRole, { refresh: [listGrants] })
  const revoke = useAction(revokeRole)
  const offerUndo = (grant: GrantView, own: boolean) => {
    const notice = notifications.show({
      message: (
        <Group justify="space-between" wrap="nowrap">
          {grant.personName} is no longer {roleNames[grant.role]} ({placeOf(grant)}).
          {own && grant.role === 'administrator' ? null : (
            <Button
              size="compact-sm"
              variant="default"
              flex="none"
              onClick={() => {
                notifications.hide(notice)
                give.mutate({ body: { personId: grant.personId, role: grant.role, programId: grant.programId } })
              }}
            >
              Undo
            </Button>
          )}
        </Group>
      ),
    })
  }
  const take = (grant: GrantView) => {
    const own = grant.personId === personId
    revoke.mutate(
      { params: { grantId: grant.id } },
      {
        onSuccess: () => {
          offerUndo(grant, own)
          // A role of one's own changes what this very page may show.
          void refreshAnswers(client, own ? [getSession] : [listGrants])
        },
      },
    )
  }
  return { take, error: revoke.error ?? give.error, busyId: revoke.isPending ? revoke.variables.params.grantId : null }
}

/** One button per role. What cannot be undone by oneself, one's own administration, is asked about first. */
export function TakeBack({ grant, by }: { readonly grant: GrantView; readonly by: ReturnType<typeof useTakeBack> }) {
  const { personId } = useActor()
  const [asking, ask] = useDisclosure(false)
  const mine = grant.role === 'administrator' && grant.personId === personId
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={by.busyId === grant.id}
        aria-label={`Take back from ${grant.personName}: ${roleNames[grant.role]}, ${placeOf(grant)}`}
        onClick={() => (mine ? ask.open() : by.take(grant))}
      >
        Take back
      </Button>
      {asking ? (
        <Modal opened onClose={ask.close} title="Give up your own administration?">
          <Text>You will no longer see this page. Another administrator can give you the role again.</Text>
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={ask.close}>
              Keep it
            </Button>
            <Button
              onClick={() => {
                ask.close()
                by.take(grant)
              }}
            >
              Give it up
            </Button>
          </Group>
        </Modal>
      ) : null}
    </>
  )
}
