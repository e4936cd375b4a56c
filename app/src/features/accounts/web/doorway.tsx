import type { ReactNode } from 'react'
import { Page, Section } from '../../../ui/page.tsx'
import classes from './doorway.module.css'

/** The narrow page that people meet before they are signed in. */
export function Doorway(props: { readonly title: string; readonly answer?: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={classes.doorway}>
      <Page title={props.title} answer={props.answer}>
        <Section>{props.children}</Section>
      </Page>
    </div>
  )
}
