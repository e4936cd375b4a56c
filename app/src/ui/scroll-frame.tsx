import type { ReactNode } from 'react'

/** What is wider than the page scrolls by itself; the frame takes the keyboard's focus so that arrow keys scroll it too. */
export function ScrollFrame(props: {
  readonly label: string
  readonly className?: string | undefined
  readonly children: ReactNode
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={props.className} tabIndex={0} role="region" aria-label={props.label}>
      {props.children}
    </div>
  )
}
