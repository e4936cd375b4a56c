import { Button, Text } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { ErrorNotice } from '../../../../ui/notices.tsx'
import { listRelaxations, removeRelaxation } from '../relax/contract.ts'
import classes from './solver-panel.module.css'

/** Which rules the solver keeps in a weaker form in this draft; each can be kept in full again. */
export function RelaxedRules({ scenarioId }: { readonly scenarioId: string }) {
  const params = { scenarioId }
  const query = useRoute(listRelaxations, { params })
  const remove = useAction(removeRelaxation, { refresh: [listRelaxations] })
  const relaxations = query.data?.relaxations ?? []
  if (relaxations.length === 0) return null
  return (
    <div className="dense">
      <Text size="sm" fw={600}>
        Relaxed in this draft alone (the findings still say so):
      </Text>
      <ErrorNotice error={remove.error} />
      <ul className={classes.list}>
        {relaxations.map(({ id, sentence, addedBy }) => (
          <li key={id}>
            {sentence} <span className="quiet">{addedBy}</span>{' '}
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconRestore size={14} aria-hidden />}
              aria-label={`Keep in full again: ${sentence}`}
              loading={remove.isPending && remove.variables.params.relaxationId === id}
              onClick={() => remove.mutate({ params: { ...params, relaxationId: id } })}
            >
              Keep in full again
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
