import { IconFirstAidKit } from '@tabler/icons-react'
import { useRoute } from '../../../../../ui/api.ts'
import { ButtonLink } from '../../../../../ui/navigation.tsx'
import { listDisturbances } from '../contract.ts'

/** Leads to the repairs, and says how much of the published year counts on somebody who is away or gone. */
export function RepairLink(props: { readonly startYear: number; readonly programId: string | undefined }) {
  const query = useRoute(listDisturbances, {
    params: { startYear: String(props.startYear) },
    query: { programId: props.programId },
  })
  const count = query.data?.disturbances.length ?? 0
  return (
    <ButtonLink
      to="/schedule/repair"
      variant={count === 0 ? 'default' : 'filled'}
      leftSection={<IconFirstAidKit size={18} aria-hidden />}
    >
      {count === 0 ? 'Repair' : `Repair: ${count} broken`}
    </ButtonLink>
  )
}
