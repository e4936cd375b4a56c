import { Tooltip, UnstyledButton } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import classes from './program-page.module.css'

/** The mark of a fact that the program's source does not state, with the reason on demand. Nothing for a stated fact. */
export function NotVerified({
  fact,
}: {
  readonly fact: { verified?: boolean | undefined; reason?: string | undefined } | undefined
}) {
  if (fact?.verified !== false) return null
  const reason = fact.reason ?? 'The source does not state this.'
  return (
    <Tooltip label={reason} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <UnstyledButton className={classes.mark} aria-label={`Not verified: ${reason}`}>
        <IconHelpCircle size={14} aria-hidden /> not verified
      </UnstyledButton>
    </Tooltip>
  )
}
