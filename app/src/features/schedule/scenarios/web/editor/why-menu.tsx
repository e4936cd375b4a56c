import { Button, Menu } from '@mantine/core'
import { IconMessageQuestion } from '@tabler/icons-react'
import { type ReasonKind, reasonKinds, reasonNames } from '../../reason-kinds.ts'

/** Asks, without insisting, why something was changed that had been proposed: two taps, and the pattern can be seen later. */
export function WhyMenu({ onReason }: { readonly onReason: (kind: ReasonKind) => void }) {
  return (
    <Menu position="top-end" shadow="md" withinPortal transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconMessageQuestion size={16} aria-hidden />}
          title="Keep why this was changed; patterns of such changes show what the solver should know"
        >
          Say why
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {reasonKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => onReason(kind)}>
            {reasonNames[kind]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
