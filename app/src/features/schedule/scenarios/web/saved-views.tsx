import { useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { SavedViews as Views } from '../../../../ui/saved-views.tsx'
import { type GridSettings, listGridViews, removeGridView, saveGridView } from '../views-contract.ts'

const refresh = [listGridViews]

/** Views of the grid that a person keeps under a name: filters, zoom and coverage. */
export function SavedViews(props: {
  readonly settings: GridSettings
  readonly onChoose: (settings: GridSettings) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const query = useRoute(listGridViews, {}, { enabled: isOpen })
  const save = useAction(saveGridView, { refresh })
  const remove = useAction(removeGridView, { refresh })
  return (
    <Views
      views={query.data?.views ?? []}
      hint="A saved view keeps filters, zoom and coverage under a name, for you alone."
      isOpen={isOpen}
      onOpen={setOpen}
      onChoose={props.onChoose}
      onSave={(name, onSuccess) => save.mutate({ body: { name, settings: props.settings } }, { onSuccess })}
      onRemove={(id) => remove.mutate({ params: { viewId: id } })}
      isSaving={save.isPending}
      error={save.error ?? remove.error ?? query.error}
    />
  )
}
