import { useState } from 'react'
import { useAction, useRoute } from '../../../../ui/api.ts'
import { SavedViews } from '../../../../ui/saved-views.tsx'
import { type ListSettings, listPeopleViews, removePeopleView, savePeopleView } from '../../views-contract.ts'

const refresh = [listPeopleViews]

/** Filters and order that a person keeps under a name. */
export function PeopleViews(props: {
  readonly settings: ListSettings
  readonly onChoose: (settings: ListSettings) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const query = useRoute(listPeopleViews, {}, { enabled: isOpen })
  const save = useAction(savePeopleView, { refresh })
  const remove = useAction(removePeopleView, { refresh })
  return (
    <SavedViews
      views={query.data?.views ?? []}
      hint="A saved view keeps the program, the filters and the order under a name, for you alone."
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
