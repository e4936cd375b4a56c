import { useEffect, useState } from 'react'
import { useAction, useRoute } from '../../../../../ui/api.ts'
import { getGridZoom, keepGridZoom, type Zoom } from '../../../scenarios/views-contract.ts'

/** Somebody who tries several zooms keeps only the one they stay at. */
const settledMilliseconds = 1200

/** The reader's own zoom, kept with their account. Pages ask for it beside their view, so that it is there when the grid is drawn. */
export function useKeptZoom(): readonly [Zoom, (zoom: Zoom) => void] {
  const kept = useRoute(getGridZoom, {}).data?.zoom ?? null
  const { mutate } = useAction(keepGridZoom, { refresh: [getGridZoom] })
  const [chosen, choose] = useState<Zoom | null>(null)
  useEffect(() => {
    if (chosen === null || chosen === kept) return
    const timer = setTimeout(() => mutate({ body: { zoom: chosen } }), settledMilliseconds)
    return () => clearTimeout(timer)
  }, [chosen, kept, mutate])
  return [chosen ?? kept ?? 'year', choose]
}
