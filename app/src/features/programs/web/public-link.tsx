import { Anchor, VisuallyHidden } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'

/** To the public page, which the server renders outside of the application. */
export function PublicLink({ href, name }: { readonly href: string; readonly name: string }) {
  return (
    <Anchor href={href} target="_blank" underline="always" inherit>
      Open
      <VisuallyHidden> the public page of {name} in a new tab</VisuallyHidden>{' '}
      <IconExternalLink size="0.95em" aria-hidden />
    </Anchor>
  )
}
