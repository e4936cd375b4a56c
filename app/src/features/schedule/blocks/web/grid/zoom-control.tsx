import { ActionIcon, Group, NativeSelect } from '@mantine/core'
import { IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { type Zoom, zooms } from '../../../scenarios/views-contract.ts'
import { zoomNames, zoomStep } from './zoom.ts'

/** Farther, by name, closer. */
export function ZoomControl(props: { readonly zoom: Zoom; readonly onZoom: (zoom: Zoom) => void }) {
  const { zoom, onZoom } = props
  const [farther, closer] = [zoomStep(zoom, -1), zoomStep(zoom, 1)]
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size={34}
        aria-label="Show more time (Alt and minus)"
        title="Show more time (Alt −)"
        disabled={farther === null}
        onClick={() => farther && onZoom(farther)}
      >
        <IconZoomOut size={18} aria-hidden />
      </ActionIcon>
      <NativeSelect
        aria-label="How much time to show"
        size="sm"
        w={152}
        value={zoom}
        data={zooms.map((value) => ({ value, label: zoomNames[value] }))}
        onChange={(event) => {
          const next = zooms.find((each) => each === event.currentTarget.value)
          if (next !== undefined) onZoom(next)
        }}
      />
      <ActionIcon
        variant="default"
        size={34}
        aria-label="Show less time (Alt and plus)"
        title="Show less time (Alt +)"
        disabled={closer === null}
        onClick={() => closer && onZoom(closer)}
      >
        <IconZoomIn size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
