import { Kbd, Menu } from '@mantine/core'
import { createPortal } from 'react-dom'
import { type CommandId, commands } from './commands.ts'
import classes from './editor.module.css'

export interface MenuPlace {
  readonly x: number
  readonly y: number
}

/** The commands of the grid with their keys, where the pointer is. */
export function CommandMenu(props: {
  readonly place: MenuPlace | null
  readonly onRun: (id: CommandId) => void
  readonly onClose: () => void
}) {
  const { place } = props
  if (place === null) return null
  return createPortal(
    <Menu
      opened
      onClose={props.onClose}
      position="bottom-start"
      width={320}
      shadow="md"
      withinPortal
      trapFocus
      returnFocus
      withInitialFocusPlaceholder={false}
      clickOutsideEvents={['mousedown', 'touchstart']}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="Commands"
          className={classes.menuPlace}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label="Commands">
        {/* What scrolls can be reached by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div role="group" aria-label="Commands on the selection" className={classes.menuItems} tabIndex={0}>
          {commands.map(({ id, label, keys }) => (
            <Menu.Item key={id} rightSection={<Kbd size="xs">{keys}</Kbd>} onClick={() => props.onRun(id)}>
              {label}
            </Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>,
    document.body,
  )
}
